package io.vedette.notify.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that answers as the test wishes: refuses, hangs, hangs up, or begins TLS. */
final class ScriptedSmtp implements AutoCloseable {

    static final String HANG = "hang";
    static final String HANG_UP = "hang up";

    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final Map<String, String> replies = new ConcurrentHashMap<>(Map.of(
            "GREETING", "220 here",
            "EHLO", "250-here\r\n250 AUTH PLAIN LOGIN",
            "DATA", "354 go on",
            "END", "250 taken",
            "AUTH", "235 welcome",
            "QUIT", "221 bye"));
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile SSLContext tls;

    ScriptedSmtp() throws IOException {
        Thread thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    /** Answers a command, or what begins like one, so. */
    ScriptedSmtp says(String to, String reply) {
        replies.put(to, reply);
        return this;
    }

    /** Offers STARTTLS. */
    ScriptedSmtp offersTls(SSLContext context) {
        tls = context;
        return says("EHLO", "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN");
    }

    /** The commands that came; {@code TLS} where encryption began, {@code END} where a mail was complete. */
    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (end.getCount() > 0) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                Thread thread = new Thread(() -> talk(socket), "scripted-smtp-talk");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket plain) {
        try (Socket socket = plain) {
            if (!reply(socket, "GREETING") || !commands(socket)) {
                return;
            }
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            heard.add("TLS");
            commands(secured);
        } catch (IOException e) {
            heard.add("LOST");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether TLS is to begin. */
    private boolean commands(Socket socket) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (line.startsWith("STARTTLS")) {
                send(socket, "220 begin");
                return true;
            }
            if (!reply(socket, line)) {
                return false;
            }
            if (line.equals("DATA") && replies.get("DATA").startsWith("354")) {
                while (!".".equals(in.readLine())) {
                    // The mail itself is of no interest here.
                }
                heard.add("END");
                if (!reply(socket, "END")) {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean reply(Socket socket, String line) throws IOException, InterruptedException {
        String key = replies.keySet().stream()
                .filter(each -> line.toUpperCase(Locale.ROOT).startsWith(each.toUpperCase(Locale.ROOT)))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
        String reply = replies.getOrDefault(key, "250 ok");
        if (reply.equals(HANG)) {
            end.await();
        }
        if (reply.startsWith("hang")) {
            return false;
        }
        send(socket, reply);
        return true;
    }

    private static void send(Socket socket, String reply) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        door.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
