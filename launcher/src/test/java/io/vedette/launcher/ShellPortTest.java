package io.vedette.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellPortTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path data;

    @BeforeEach
    void folder() throws IOException {
        Files.createDirectories(data.resolve("ssh"));
    }

    @Test
    void waitsForAShellThatSpeaksLater() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            tell(server);
            Thread starting = new Thread(() -> greet(server, "", "SSH-2.0-late\r\n"));
            starting.start();

            assertThat(new ShellPort(data).await(LONG)).isTrue();
            starting.join();
        }
    }

    @Test
    void aPortThatNobodyListensAtIsGivenUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            tell(server);
        }

        assertThat(new ShellPort(data).await(SHORT)).isFalse();
    }

    @Test
    void noPortIsGivenUp() throws Exception {
        assertThat(new ShellPort(data).await(SHORT)).isFalse();
        Files.writeString(ShellClient.portFile(data), "");
        assertThat(new ShellPort(data).await(SHORT)).isFalse();
    }

    @Test
    void somebodyElseAtThePortIsNoShell() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            tell(server);
            server.setSoTimeout((int) LONG.toMillis());
            Thread other = new Thread(() -> greet(server, "HTTP/1.1 400\r\n"));
            other.start();

            assertThat(new ShellPort(data).await(SHORT)).isFalse();
            other.join();
        }
    }

    /** Takes one connection for each greeting. */
    private static void greet(ServerSocket server, String... greetings) {
        try {
            for (String greeting : greetings) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(ServerSocket server) throws IOException {
        Files.writeString(ShellClient.portFile(data), server.getLocalPort() + "\n");
    }
}
