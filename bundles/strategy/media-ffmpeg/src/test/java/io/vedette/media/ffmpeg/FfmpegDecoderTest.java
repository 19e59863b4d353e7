package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.DecodeException;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegDecoderTest {
    @TempDir
    Path folder;

    @Test
    void decodesTheSamePicturesAsFfmpegItself() throws Exception {
        Player player = Player.play(Samples.visits(), true);
        assertThat(player.pictures).isEqualTo(1394);
        assertThat(player.sizes).containsExactly("768x432");
        assertThat(player.damaged).isZero();
        assertThat(player.md5).isEqualTo(framemd5(Samples.visits()));
    }

    @ParameterizedTest
    @CsvSource({
        "a.mp4, libx264, yuv420p, exact, false",
        "b.mkv, libx264, yuvj420p, exact, true",
        "c.mp4, libx265, yuv420p, exact, false",
        "d.mp4, libx265, yuv420p10le, close, false",
        "e.mkv, libx264, yuv422p, close, false",
        "f.avi, mjpeg, yuvj420p, exact, true",
        "g.avi, mjpeg, yuvj422p, close, true",
        "h.avi, rawvideo, bgr24, close, false",
        "i.ts, mpeg2video, yuv420p, exact, false",
        "j.mkv, mpeg4, yuv420p, exact, false"
    })
    void givesEightBitI420OfEveryFormat(String name, String codec, String pixels, String equality, boolean fullRange)
            throws Exception {
        Path clip = Samples.sample(folder, name, "322x242", "-c:v", codec, "-pix_fmt", pixels);
        Player player = Player.play(clip, true);
        assertThat(player.pictures).isEqualTo(30);
        assertThat(player.sizes).containsExactly("322x242");
        assertThat(player.fullRange).isEqualTo(fullRange);
        if (equality.equals("exact")) {
            assertThat(player.md5).isEqualTo(framemd5(clip));
        }
        looksLike(clip, fullRange);
    }

    /** The picture's mean of each plane is that of ffmpeg's own conversion. */
    private void looksLike(Path clip, boolean fullRange) throws Exception {
        Samples.ffmpeg(
                folder,
                "-i",
                clip.toString(),
                "-frames:v",
                "1",
                "-pix_fmt",
                fullRange ? "yuvj420p" : "yuv420p",
                "-f",
                "rawvideo",
                "one.yuv");
        byte[] raw = Files.readAllBytes(folder.resolve("one.yuv"));
        try (Player player = new Player();
                MediaSource.Capture capture = Player.open(clip.toString())) {
            boolean[] seen = {false};
            player.watch(picture -> {
                if (!seen[0]) {
                    seen[0] = true;
                    long difference = 0;
                    for (int y = 0; y < 242; y++) {
                        for (int x = 0; x < 322; x++) {
                            int ours = picture.plane(0).get(y * picture.stridePx(0) + x) & 0xff;
                            difference += Math.abs(ours - (raw[y * 322 + x] & 0xff));
                        }
                    }
                    assertThat(difference / (322.0 * 242)).isLessThan(1.0);
                }
            });
            player.decodeWith(capture.streams());
            while (!seen[0] && capture.read(player)) {
                assertThat(player.damaged).isZero();
            }
            player.decoder.drain(player::picture);
            assertThat(seen[0]).isTrue();
        }
    }

    private List<String> framemd5(Path clip) throws Exception {
        Samples.ffmpeg(folder, "-i", clip.toString(), "-an", "-fps_mode", "passthrough", "-f", "framemd5", "out.md5");
        return Files.readAllLines(folder.resolve("out.md5")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"ts, libx264, 0", "ts, libx265, 0", "h264, libx264, 0", "flv, libx264, 13"})
    void followsAChangeOfThePictureSizeWithinTheStream(String form, String codec, int header) throws Exception {
        Path first = Samples.sample(folder, "a." + form, "320x240", "-c:v", codec);
        Path second = Samples.sample(folder, "b." + form, "640x360", "-c:v", codec);
        byte[] rest = Files.readAllBytes(second);
        Path both = folder.resolve("both." + form);
        Files.write(both, Files.readAllBytes(first));
        Files.write(both, Arrays.copyOfRange(rest, header, rest.length), StandardOpenOption.APPEND);
        Player player = Player.play(both, false);
        assertThat(player.sizes).containsExactly("320x240", "640x360");
        assertThat(player.pictures).isEqualTo(60);
        assertThat(player.damaged).isZero();
        assertThat(player.changes).hasSize(1);
        StreamInfo now = player.changes.get(0).get(0);
        assertThat(now.widthPx()).isEqualTo(640);
        assertThat(now.heightPx()).isEqualTo(360);
        assertThat(now.extradata().remaining()).isPositive();
    }

    @Test
    void opensAnewWhenThePacketBringsOtherParameters() throws Exception {
        Path h264 = Samples.sample(folder, "a.mp4", "320x240", "-c:v", "libx264");
        Path h265 = Samples.sample(folder, "b.mp4", "640x360", "-c:v", "libx265");
        try (Player player = new Player();
                MediaSource.Capture first = Player.open(h264.toString());
                MediaSource.Capture second = Player.open(h265.toString())) {
            player.decodeWith(first.streams());
            while (first.read(player)) {
                assertThat(player.damaged).isZero();
            }
            player.streams(second.streams());
            while (second.read(player)) {
                assertThat(player.damaged).isZero();
            }
            player.decoder.drain(player::picture);
            assertThat(player.sizes).containsExactly("320x240", "640x360");
            assertThat(player.pictures).isEqualTo(60);
        }
    }

    @Test
    void staysUsableAfterBrokenPackets() throws Exception {
        Random random = new Random(3);
        try (Player player = new Player();
                MediaSource.Capture capture = Player.open(Samples.visits().toString())) {
            player.decodeWith(capture.streams());
            for (int i = 0; i < 100; i++) {
                byte[] noise = new byte[random.nextInt(4000)];
                random.nextBytes(noise);
                player.packet(
                        0, ByteBuffer.allocateDirect(noise.length).put(noise).flip(), i, i, true);
            }
            assertThat(player.damaged).isPositive();
            long before = player.pictures;
            for (int i = 0; i < 100; i++) {
                assertThat(capture.read(player)).isTrue();
            }
            assertThat(player.pictures - before).isGreaterThan(80);
        }
    }

    @Test
    void refusesWhatItCannotDecode() throws Exception {
        StreamInfo ansi = new StreamInfo(StreamInfo.Kind.VIDEO, "ansi", 0, 0, ByteBuffer.allocate(0), Map.of());
        StreamInfo sound = new StreamInfo(StreamInfo.Kind.AUDIO, "aac", 0, 0, ByteBuffer.allocate(0), Map.of());
        assertThat(Player.DECODER.supports(ansi)).isFalse();
        assertThat(Player.DECODER.supports(sound)).isFalse();
        assertThatThrownBy(() -> Player.DECODER.open(Player.CAMERA, ansi))
                .isInstanceOf(DecodeException.class)
                .hasMessage("no decoder for ansi");
        StreamInfo h264 = new StreamInfo(StreamInfo.Kind.VIDEO, "h264", 0, 0, ByteBuffer.allocate(0), Map.of());
        FrameDecoder.Session session = Player.DECODER.open(Player.CAMERA, h264);
        session.close();
        session.close();
        assertThatThrownBy(() -> session.drain(picture -> {})).isInstanceOf(DecodeException.class);
    }
}
