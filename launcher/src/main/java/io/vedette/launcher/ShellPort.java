package io.vedette.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where an instance's shell listens: its file is there once somebody would be let in, perhaps before it listens. Immutable. */
final class ShellPort {
    private static final int CONNECT_MS = 1_000;
    private static final int SPEAK_MS = 2_000;
    private static final int LOOK_AGAIN_MS = 200;

    private final Path file;

    /** The port that a home's file tells. */
    ShellPort(Path data) {
        this.file = ShellClient.portFile(data);
    }

    /** Waits until the shell speaks, at most so long; false where it does not. */
    boolean await(Duration patience) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!speaks()) {
            if (System.nanoTime() > deadlineNs || never.await(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an SSH server greets there (RFC 4253, section 4.2). */
    private boolean speaks() throws IOException {
        String port;
        try {
            port = Files.readString(file).trim();
        } catch (NoSuchFileException e) {
            return false;
        }
        if (!port.matches("[0-9]{1,5}")) {
            // It is being written.
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), CONNECT_MS);
            socket.setSoTimeout(SPEAK_MS);
            byte[] greeting = socket.getInputStream().readNBytes(4);
            return new String(greeting, StandardCharsets.US_ASCII).equals("SSH-");
        } catch (IOException e) {
            return false;
        }
    }
}
