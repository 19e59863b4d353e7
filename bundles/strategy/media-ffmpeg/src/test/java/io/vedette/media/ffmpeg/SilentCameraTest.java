package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever waits for a camera that says nothing can leave at once. */
@Timeout(60)
class SilentCameraTest {
    private static final Duration SOON = Duration.ofSeconds(6);

    @TempDir
    Path folder;

    /** Changes its mind half a second after it is first asked. */
    private static final class Impatience implements BooleanSupplier {
        private static final long AFTER_NS = 500_000_000L;
        private final AtomicLong firstNs = new AtomicLong();
        private final AtomicLong gaveUpNs = new AtomicLong();

        @Override
        public boolean getAsBoolean() {
            long now = System.nanoTime();
            firstNs.compareAndSet(0, now);
            boolean over = now - firstNs.get() > AFTER_NS;
            gaveUpNs.compareAndSet(0, over ? now : 0);
            return over;
        }

        void assertLeftSoon() {
            assertThat(gaveUpNs).as("it gave up").doesNotHaveValue(0);
            assertThat(System.nanoTime() - gaveUpNs.get()).isLessThan(SOON.toNanos());
        }
    }

    private static void openInVain(String uri) {
        Impatience impatience = new Impatience();
        assertThatThrownBy(() -> Player.SOURCE.open(Player.request(uri), impatience))
                .isInstanceOf(CaptureException.class)
                .hasMessage("can't open " + uri + ": it was given up");
        impatience.assertLeftSoon();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtsp", "http", "tcp", "rtmp"})
    void leavesACameraThatTakesTheCallAndSaysNothing(String scheme) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            openInVain(scheme + "://127.0.0.1:" + silent.getLocalPort() + "/x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtsp", "http"})
    void leavesACameraThatDoesNotTakeTheCall(String scheme) throws Exception {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Linux takes one caller more than it is told to queue; later ones hear nothing.
            for (int i = 0; i < 2; i++) {
                queue.add(new Socket(busy.getInetAddress(), busy.getLocalPort()));
            }
            openInVain(scheme + "://127.0.0.1:" + busy.getLocalPort() + "/x");
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void leavesACameraThatFallsSilentWhileItIsRead() throws Exception {
        Path clip = Samples.sample(folder, "a.ts", "320x240", "-c:v", "libx264", "-g", "5");
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread camera = new Thread(() -> sendAndFallSilent(server, clip), "camera");
            camera.setDaemon(true);
            camera.start();
            String uri = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            List<Impatience> impatience = new ArrayList<>();
            BooleanSupplier giveUp =
                    () -> !impatience.isEmpty() && impatience.get(0).getAsBoolean();
            try (MediaSource.Capture capture = Player.SOURCE.open(Player.request(uri), giveUp)) {
                Player player = new Player();
                assertThat(capture.read(player)).isTrue();
                impatience.add(new Impatience());
                assertThatThrownBy(() -> readOn(capture, player))
                        .isInstanceOf(CaptureException.class)
                        .hasMessage("lost " + uri + ": it was given up");
            }
            impatience.get(0).assertLeftSoon();
        }
    }

    private static void readOn(MediaSource.Capture capture, Player player) throws CaptureException {
        while (capture.read(player)) {
            assertThat(player.packets).isPositive();
        }
    }

    /** The connection stays open until the server is closed with its test. */
    private static void sendAndFallSilent(ServerSocket server, Path clip) {
        try (Socket socket = server.accept()) {
            byte[] head = "HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(Files.readAllBytes(clip));
            server.accept().close();
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }
}
