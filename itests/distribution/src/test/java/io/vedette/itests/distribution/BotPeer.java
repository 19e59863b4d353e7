package io.vedette.itests.distribution;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** A Bot API on loopback that takes messages, and now and then behaves as badly as networks and servers do. Thread-safe. */
final class BotPeer implements AutoCloseable {
    private static final long SLOW_S = 3;
    private static final long POLL_S = 1;

    /** What is done with a message. */
    enum Mood {
        TAKES,
        TAKES_SLOWLY,
        /** Takes it and answers two times. */
        ANSWERS_TWICE,
        BREAKS,
        ASKS_TO_WAIT,
        /** Ends the connection before it has taken anything. */
        HANGS_UP
    }

    private final String path;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    private final List<Mood> shown = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    /** Listens at a port; after these moods it takes everything. */
    BotPeer(int port, String token, List<Mood> moods) throws IOException {
        this.path = "/bot" + token + "/";
        this.moods.addAll(moods);
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** The requests that were taken, in order. */
    List<String> taken() {
        return taken;
    }

    /** What it has been like so far. */
    List<Mood> shown() {
        return shown;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException | RejectedExecutionException e) {
            check(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = head(in);
            while (!head.isEmpty()) {
                String body = new String(in.readNBytes(length(head)), StandardCharsets.ISO_8859_1);
                if (!answered(socket, head.substring(0, head.indexOf('\r')), body)) {
                    return;
                }
                head = head(in);
            }
        } catch (SocketException e) {
            // The program has gone.
        } catch (IOException e) {
            check(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What went wrong is as it should be once this is closed. */
    private void check(Exception e) {
        if (!server.isClosed()) {
            throw new IllegalStateException(e);
        }
    }

    /** Up to the empty line; empty where the connection has ended. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }

    /** Whether the connection goes on. */
    private boolean answered(Socket socket, String request, String body) throws IOException, InterruptedException {
        String target = request.split(" ", -1)[1];
        if (!target.startsWith(path)) {
            answer(socket, 401, "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}");
            return true;
        }
        if (target.equals(path + "getUpdates")) {
            end.await(POLL_S, TimeUnit.SECONDS);
            answer(socket, 200, "{\"ok\":true,\"result\":[]}");
            return true;
        }
        Mood next = moods.poll();
        Mood mood = next == null ? Mood.TAKES : next;
        shown.add(mood);
        switch (mood) {
            case BREAKS -> answer(socket, 500, "<html>Internal Server Error</html>");
            case ASKS_TO_WAIT -> answer(
                    socket,
                    429,
                    "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\","
                            + "\"parameters\":{\"retry_after\":2}}");
            case HANGS_UP -> {
                return false;
            }
            default -> take(socket, body, mood);
        }
        return true;
    }

    private void take(Socket socket, String body, Mood mood) throws IOException, InterruptedException {
        if (mood == Mood.TAKES_SLOWLY) {
            end.await(SLOW_S, TimeUnit.SECONDS);
        }
        taken.add(body);
        String yes = "{\"ok\":true,\"result\":{\"message_id\":" + taken.size() + "}}";
        answer(socket, 200, yes);
        if (mood == Mood.ANSWERS_TWICE) {
            answer(socket, 200, yes);
        }
    }

    private static void answer(Socket socket, int status, String body) throws IOException {
        String whole = "HTTP/1.1 " + status + " x\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        server.close();
        threads.shutdownNow();
    }
}
