package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpCaptureTest {
    @TempDir
    Path folder;

    private WebCamera web;
    private String base;

    @BeforeEach
    void start() throws IOException {
        web = new WebCamera();
        base = web.base();
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void readsTransportStreams() throws Exception {
        byte[] clip = Files.readAllBytes(Samples.sample(folder, "a.ts", "320x240", "-c:v", "libx264"));
        web.serve("/live", 200, "video/mp2t", clip);
        try (Player player = new Player();
                MediaSource.Capture capture = Player.open(base + "/live?user=a&password=s3cret")) {
            player.decodeWith(capture.streams());
            while (capture.read(player)) {
                assertThat(player.damaged).isZero();
            }
            player.decoder.drain(player::picture);
            assertThat(player.pictures).isEqualTo(30);
        }
    }

    @Test
    void readsMultipartMotionJpegWithoutInventingTimes() throws Exception {
        web.serveMotionJpeg("/mjpeg", folder);
        try (Player player = new Player();
                MediaSource.Capture capture = Player.open(base + "/mjpeg")) {
            assertThat(capture.streams().get(0).codec()).isEqualTo("mjpeg");
            player.decodeWith(capture.streams());
            while (player.packets < 40) {
                assertThat(capture.read(player)).isTrue();
            }
            assertThat(player.pictures).isEqualTo(40);
            assertThat(player.keys).isEqualTo(40);
            assertThat(player.fullRange).isTrue();
            assertThat(player.ptsNs).containsOnly(MediaSource.NO_TIME);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500})
    void tellsWhatTheServerAnsweredWithoutThePassword(int status) {
        web.serve("/x", status, "text/plain", new byte[] {'x'});
        assertThatThrownBy(() -> Player.open(base.replace("://", "://u:s3cret@") + "/x?token=s3cret"))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith("can't open " + base + "/x?token=***: ")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void doesNotFollowAPageOrAPlayListElsewhere() {
        byte[] list = "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n".getBytes(StandardCharsets.US_ASCII);
        web.serve("/l.m3u8", 200, "application/x-mpegURL", list);
        web.serve("/page", 200, "text/html", "<html>log in</html>".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> Player.open(base + "/l.m3u8")).isInstanceOf(CaptureException.class);
        assertThatThrownBy(() -> Player.open(base + "/page")).isInstanceOf(CaptureException.class);
    }
}
