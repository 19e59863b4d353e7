package io.vedette.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on loopback that behaves as a test wants it to, byte by byte; one connection per request. Thread-safe. */
final class LocalServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;

    record Request(String path, OptionalLong from) {}

    /** What the server does with a request; then it hangs up. */
    interface Behaviour {
        void answer(Request request, OutputStream out) throws IOException;
    }

    private final Thread thread;

    LocalServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread = new Thread(this::serve, "local-server");
        thread.setDaemon(true);
        thread.start();
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    List<Request> requests() {
        return requests;
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket peer = socket.accept()) {
                Request request = read(peer);
                requests.add(request);
                behaviour.answer(request, peer.getOutputStream());
                peer.getOutputStream().flush();
            } catch (IOException e) {
                // A client may hang up, and a test may end.
                if (!(e instanceof SocketException)) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private static Request read(Socket peer) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.ISO_8859_1));
        String path = "";
        OptionalLong from = OptionalLong.empty();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (line.startsWith("GET ")) {
                path = line.substring(4, line.lastIndexOf(' '));
            } else if (lower.startsWith("range: bytes=")) {
                from = OptionalLong.of(Long.parseLong(lower.substring(13, lower.length() - 1)));
            }
        }
        return new Request(path, from);
    }

    /** Writes a head, {@code lines} beginning with the status. */
    static void head(OutputStream out, String... lines) throws IOException {
        String text = "HTTP/1.1 " + String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** As a good server does: whole, or from where it is asked. */
    static Behaviour good(byte[] content) {
        return (request, out) -> {
            int from = (int) request.from().orElse(0);
            String length = "Content-Length: " + (content.length - from);
            if (from > 0) {
                String range = "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length;
                head(out, "206 Partial Content", range, length);
            } else {
                head(out, "200 OK", "Content-Type: application/octet-stream", length);
            }
            out.write(content, from, content.length - from);
        };
    }

    /** Without any length: the end is where the server hangs up. */
    static Behaviour unmeasured(byte[] content, String type) {
        return (request, out) -> {
            head(out, "200 OK", "Content-Type: " + type);
            out.write(content);
        };
    }

    /** Announces all and hangs up in the middle. */
    static Behaviour breakingOff(byte[] content, int after) {
        return (request, out) -> {
            head(out, "200 OK", "Content-Length: " + content.length);
            out.write(content, 0, after);
        };
    }

    static Behaviour status(String status, String... headers) {
        return (request, out) -> {
            String[] lines = new String[headers.length + 2];
            lines[0] = status;
            System.arraycopy(headers, 0, lines, 1, headers.length);
            lines[lines.length - 1] = "Content-Length: 0";
            head(out, lines);
        };
    }

    /** Stops to serve; only when its thread has left does nobody listen any more. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            // One that keeps its client waiting on purpose is not waited for.
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
