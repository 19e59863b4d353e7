package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras of this machine, and what is none. */
@Timeout(60)
class DeviceCaptureTest {
    /** A camera that this test may switch on, such as {@code /dev/video0}; nobody's is taken unasked. */
    private static final String CAMERA = System.getenv("VEDETTE_TEST_CAMERA");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "/dev/video99, No such file or directory",
        "/dev/null, this is no camera",
        "/dev/zero, this is no camera",
        "/proc, Is a directory",
    })
    void saysWhyADeviceIsNoCamera(String path, String reason) {
        assertThatThrownBy(() -> Player.open("v4l2:" + path))
                .isInstanceOf(CaptureException.class)
                .hasMessage("can't open v4l2:" + path + ": " + reason);
    }

    @Test
    void takesAFileForNoCamera() throws IOException {
        Path file = Files.write(folder.resolve("video0"), new byte[1000]);
        assertThatThrownBy(() -> Player.open("v4l2:" + file))
                .isInstanceOf(CaptureException.class)
                .hasMessage("can't open v4l2:" + file + ": this is no camera");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v4l2:", "v4l2: ", "v4l2:video0"})
    void refusesAnAddressWithoutAPath(String uri) {
        assertThat(Player.SOURCE.supports(uri)).isFalse();
        assertThatThrownBy(() -> Player.open(uri))
                .isInstanceOf(CaptureException.class)
                .hasMessage("this form of address can't be opened by FFmpeg");
    }

    @Test
    void readsAndDecodesACameraOfThisMachine() throws Exception {
        Assumptions.assumeTrue(CAMERA != null, "VEDETTE_TEST_CAMERA names no camera");
        for (int i = 0; i < 2; i++) {
            try (Player player = new Player();
                    MediaSource.Capture capture = Player.open("v4l2:" + CAMERA)) {
                player.decodeWith(capture.streams());
                while (player.packets < 10) {
                    assertThat(capture.read(player)).isTrue();
                }
                assertThat(player.pictures).isPositive();
                assertThat(player.damaged).isZero();
            }
        }
    }
}
