package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import io.vedette.testkit.peer.TestData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCaptureTest {
    @TempDir
    Path folder;

    @Test
    void tellsTheStreamsOfAFile() throws Exception {
        try (MediaSource.Capture capture = Player.open(Samples.visits().toString())) {
            assertThat(capture.seekable()).isTrue();
            StreamInfo video = capture.streams().get(0);
            assertThat(capture.streams()).hasSize(1);
            assertThat(video.kind()).isEqualTo(StreamInfo.Kind.VIDEO);
            assertThat(video.codec()).isEqualTo("h264");
            assertThat(video.widthPx()).isEqualTo(768);
            assertThat(video.heightPx()).isEqualTo(432);
            assertThat(video.extradata().remaining()).isPositive();
            assertThat(video.attributes()).containsEntry("fps", "10.000");
        }
    }

    @Test
    void deliversEveryPacketOfAFileWithItsTimes() throws Exception {
        Player player = new Player();
        try (MediaSource.Capture capture = Player.open(Samples.visits().toUri().toString())) {
            while (capture.read(player)) {
                assertThat(player.packets).isPositive();
            }
            assertThat(capture.read(player)).isFalse();
        }
        assertThat(player.packets).isEqualTo(1394);
        assertThat(player.keys).isBetween(139L, 141L);
        List<Long> sorted = player.ptsNs.stream().sorted().toList();
        assertThat(sorted.get(1) - sorted.get(0)).isEqualTo(100_000_000L);
        assertThat(sorted.get(1393) - sorted.get(0)).isEqualTo(139_300_000_000L);
    }

    @Test
    void deliversSoundBesideThePicture() throws Exception {
        try (MediaSource.Capture capture =
                Player.open(TestData.path("videos/car-detection.mp4").toString())) {
            assertThat(capture.streams()).extracting(StreamInfo::codec).containsExactly("h264", "aac");
            assertThat(capture.streams().get(1).attributes()).containsKeys("sample_rate", "channels");
        }
    }

    @Test
    void closesTwiceAndRefusesToReadAfterwards() throws Exception {
        MediaSource.Capture capture = Player.open(Samples.visits().toString());
        capture.close();
        capture.close();
        assertThatThrownBy(() -> capture.read(new Player()))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void knowsItsAddressesByTheirForm() {
        for (String uri : List.of(
                "rtsp://u:p@h/x",
                "rtsps://h/x",
                "http://h/x",
                "https://h",
                "/a/b.mp4",
                "b.mp4",
                "file:/a",
                "v4l2:/dev/video0")) {
            assertThat(Player.SOURCE.supports(uri)).as(uri).isTrue();
        }
        for (String uri : List.of(
                "demo:",
                "",
                " ",
                "ftp://h/x",
                "concat:a|b",
                "rtsp:",
                "v4l2:",
                "v4l2:video0",
                "data:text",
                "lavfi:testsrc")) {
            assertThat(Player.SOURCE.supports(uri)).as(uri).isFalse();
        }
    }

    @Test
    void refusesBadFilesWithOneClearSentence() throws Exception {
        Samples.ffmpeg(folder, "-i", Samples.visits().toString(), "-c", "copy", "moov-behind.mp4");
        byte[] clip = Files.readAllBytes(folder.resolve("moov-behind.mp4"));
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        refused("text.txt", "Dear camera,\nthis is no video.\n".repeat(200).getBytes(StandardCharsets.UTF_8));
        refused("text.mp4", "Dear camera,\nthis is no video.\n".repeat(200).getBytes(StandardCharsets.UTF_8));
        refused("empty.mp4", new byte[0]);
        refused("noise.mp4", noise);
        refused("noise", noise);
        refused("no-moov.mp4", Arrays.copyOf(clip, clip.length / 2));
        refused("list.m3u8", "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/x.ts\n".getBytes(StandardCharsets.UTF_8));
        refused("list.ffconcat", "ffconcat version 1.0\nfile /etc/passwd\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Player.open(folder.resolve("none.mp4").toString()))
                .isInstanceOf(CaptureException.class)
                .hasMessageEndingWith("none.mp4: No such file or directory");
        assertThatThrownBy(() -> Player.open(folder.toString())).isInstanceOf(CaptureException.class);
    }

    private void refused(String name, byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve(name), bytes);
        assertThatThrownBy(() -> Player.open(file.toString()))
                .as(name)
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith("can't open " + file + ": ")
                .hasMessageNotContainingAny("whitelist", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mkv", "a.mp4"})
    void tellsThatAFileEndsInTheMiddle(String name) throws Exception {
        Samples.ffmpeg(folder, "-i", Samples.visits().toString(), "-c", "copy", "-movflags", "+faststart", name);
        byte[] whole = Files.readAllBytes(folder.resolve(name));
        Path cut = Files.write(folder.resolve("cut-" + name), Arrays.copyOf(whole, whole.length / 2));
        Player player = new Player();
        assertThatThrownBy(() -> {
                    try (MediaSource.Capture capture = Player.open(cut.toString())) {
                        while (capture.read(player)) {
                            assertThat(player.packets).isPositive();
                        }
                    }
                })
                .isInstanceOf(CaptureException.class)
                .hasMessage("lost " + cut + ": it ends in the middle");
        assertThat(player.packets).isBetween(500L, 1000L);
    }

    @Test
    void refusesPicturesLargerThanItWillDecode() throws Exception {
        Path large = Samples.sample(folder, "large.avi", "8320x16", "-c:v", "mjpeg", "-frames:v", "2");
        assertThatThrownBy(() -> Player.open(large.toString()))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("8320x16 are larger than 8192x8192");
    }
}
