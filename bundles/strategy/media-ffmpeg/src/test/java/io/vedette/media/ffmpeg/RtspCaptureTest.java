package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.javacv.Interrupt;
import io.vedette.testkit.peer.RtspCamera;
import io.vedette.testkit.peer.TestData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RtspCaptureTest {
    private static RtspCamera open;
    private static RtspCamera guarded;

    @BeforeAll
    static void start() throws Exception {
        String clip = TestData.path("videos/doorbell_faces.mp4").toString();
        open = new RtspCamera(clip);
        guarded = new RtspCamera("--user", "viewer", "--password", "s3cret", clip);
    }

    @AfterAll
    static void stop() {
        for (RtspCamera camera : new RtspCamera[] {open, guarded}) {
            if (camera != null) {
                camera.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp"})
    void readsAndDecodesACamera(String transport) throws Exception {
        MediaSource.Request request = new MediaSource.Request(open.uri(""), transport, Map.of());
        try (Player player = new Player();
                MediaSource.Capture capture = Player.SOURCE.open(request, () -> false)) {
            assertThat(capture.seekable()).isFalse();
            assertThat(capture.streams().get(0).codec()).isEqualTo("h264");
            player.decodeWith(capture.streams());
            while (player.packets < 60) {
                assertThat(capture.read(player)).isTrue();
            }
            assertThat(player.sizes).containsExactly("640x480");
            assertThat(player.pictures).isGreaterThan(20);
            assertThat(player.keys).isPositive();
        }
    }

    @Test
    void logsInByDigest() throws Exception {
        try (MediaSource.Capture capture = Player.open(guarded.uri("viewer:s3cret@"))) {
            Player player = new Player();
            assertThat(capture.read(player)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "viewer:wr0ng@", "viewer@", "viewer:wr/0ng@x@"})
    void saysThatThePasswordIsWrongWithoutTellingIt(String user) {
        assertThatThrownBy(() -> Player.open(guarded.uri(user)))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith("can't open rtsp://127.0.0.1:" + guarded.port() + "/cam1: ")
                .hasMessageNotContaining("0ng");
        if (!user.contains("/")) {
            assertThatThrownBy(() -> Player.open(guarded.uri(user)))
                    .hasMessageContaining("password is missing or wrong");
        }
    }

    @Test
    void saysWhyACameraCannotBeReached() {
        assertThatThrownBy(() -> Player.open("rtsp://127.0.0.1:1/x"))
                .isInstanceOf(CaptureException.class)
                .hasMessage("can't open rtsp://127.0.0.1:1/x: Connection refused");
        assertThatThrownBy(() -> Player.open("rtsp://127.0.0.1:" + open.port() + "/none"))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("404");
        assertThatThrownBy(() ->
                        Player.SOURCE.open(new MediaSource.Request(open.uri(""), "pigeon", Map.of()), () -> false))
                .isInstanceOf(CaptureException.class)
                .hasMessage("transport must be tcp or udp, but is 'pigeon'");
    }

    @Test
    void tellsThatACameraIsGone() throws Exception {
        try (RtspCamera camera = new RtspCamera(
                        TestData.path("videos/doorbell_faces.mp4").toString());
                MediaSource.Capture capture = Player.open(camera.uri(""))) {
            Player player = new Player();
            assertThat(capture.read(player)).isTrue();
            camera.close();
            boolean more = true;
            while (more) {
                try {
                    more = capture.read(player);
                } catch (CaptureException e) {
                    assertThat(e).hasMessageStartingWith("lost rtsp://127.0.0.1");
                    more = false;
                }
            }
        }
    }

    @Test
    void servesSixtyFourCapturesAtOnce() throws Exception {
        int before = Interrupt.live();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try (RtspCamera camera =
                new RtspCamera(TestData.path("videos/doorbell_faces.mp4").toString()).keptPlaying()) {
            List<Future<Long>> captures = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                captures.add(threads.submit(() -> {
                    try (Player player = new Player();
                            MediaSource.Capture capture = Player.open(camera.uri())) {
                        player.decodeWith(capture.streams());
                        while (player.packets < 30) {
                            assertThat(capture.read(player)).isTrue();
                        }
                        return player.packets;
                    }
                }));
            }
            for (Future<Long> capture : captures) {
                assertThat(capture.get(50, TimeUnit.SECONDS)).isEqualTo(30);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Interrupt.live()).isEqualTo(before);
    }
}
