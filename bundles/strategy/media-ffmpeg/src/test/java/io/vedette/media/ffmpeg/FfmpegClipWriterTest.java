package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.api.media.ClipWriter;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegClipWriterTest {
    private static final long NS_PER_MS = 1_000_000;

    private final FfmpegClipWriter writer = new FfmpegClipWriter();

    @TempDir
    Path folder;

    private Path clips;
    private Path clip;

    @BeforeEach
    void makeFolder() throws IOException {
        clips = Files.createDirectory(folder.resolve("clips of the döör"));
        clip = clips.resolve("visit 1.mp4");
    }

    private void write(Path file, List<MediaPacket> packets) throws IOException {
        try (ClipWriter.Clip into = writer.begin(file, packets.get(0).stream())) {
            for (MediaPacket packet : packets) {
                into.add(packet);
            }
            into.finish();
        }
    }

    /** Three seconds of a moving picture, 10 per second, a key frame each second. */
    private List<MediaPacket> second(String name, String... encoder) throws Exception {
        return Recorded.fromKey(Recorded.packets(Samples.sample(folder, name, "320x240", encoder)), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "a.mp4, libx264, h264, 0, keyint=10:scenecut=0",
        "b.mp4, libx264, h264, 2, keyint=10:scenecut=0",
        "c.mkv, libx264, h264, 3, keyint=10:scenecut=0:b-pyramid=strict",
        "d.ts, libx264, h264, 2, keyint=10:scenecut=0",
        "e.h264, libx264, h264, 0, keyint=10:scenecut=0",
        "f.flv, libx264, h264, 2, keyint=10:scenecut=0",
        "g.mp4, libx265, hevc, 0, keyint=10:open-gop=0:scenecut=0:log-level=none",
        "h.mp4, libx265, hevc, 3, keyint=10:open-gop=0:scenecut=0:log-level=none",
        "i.ts, libx265, hevc, 3, keyint=10:open-gop=0:scenecut=0:log-level=none"
    })
    void writesWhatPlayersRead(String name, String encoder, String codec, int between, String parameters)
            throws Exception {
        String option = encoder.equals("libx264") ? "-x264-params" : "-x265-params";
        String bframes = parameters + ":bframes=" + between + ":min-keyint=10";
        List<MediaPacket> packets = second(name, "-c:v", encoder, "-pix_fmt", "yuv420p", option, bframes);
        assertThat(packets).as("one of three groups is left out").hasSize(20);
        write(clip, packets);
        isWhole(codec, 20, 2.0);
        List<String> source = framemd5(folder.resolve(name));
        assertThat(framemd5(clip)).isEqualTo(source.subList(10, 30));
        if (codec.equals("hevc")) {
            assertThat(probe("stream=codec_tag_string")).containsExactly("hvc1");
        }
    }

    /** What ffprobe and ffmpeg say of the clip. */
    private void isWhole(String codec, int frames, double seconds) throws Exception {
        assertThat(Samples.ffmpeg(folder, "-i", clip.toString(), "-f", "null", "-")
                        .lines())
                .allMatch(FfmpegClipWriterTest::harmless);
        assertThat(probe("stream=codec_name,width,height,time_base,nb_read_frames"))
                .containsExactly(codec, "320", "240", "1/90000", Integer.toString(frames));
        assertThat(Double.parseDouble(probe("format=duration").get(0))).isCloseTo(seconds, within(0.1));
        List<String> times = probe("packet=pts");
        assertThat(times).contains("0").noneMatch(time -> time.startsWith("-") || time.contains("N/A"));
        assertThat(probe("packet=flags").get(0)).startsWith("K");
        String head = new String(Files.readAllBytes(clip), StandardCharsets.ISO_8859_1);
        assertThat(head.indexOf("moov")).as("the index comes first").isLessThan(head.indexOf("mdat"));
        assertThat(parts()).isEmpty();
    }

    /** What ffmpeg says of an open GOP's order to forget pictures from before it. */
    private static boolean harmless(String line) {
        return line.endsWith("mmco: unref short failure");
    }

    private List<String> probe(String entries) throws Exception {
        TestData.need(Files.isExecutable(Path.of("/usr/bin/ffprobe")), "no /usr/bin/ffprobe");
        Path out = folder.resolve("probe.out");
        Process process = new ProcessBuilder(
                        "/usr/bin/ffprobe",
                        "-v",
                        "error",
                        "-count_frames",
                        "-show_entries",
                        entries,
                        "-of",
                        "default=noprint_wrappers=1:nokey=1",
                        clip.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(out).stream().filter(line -> !harmless(line)).toList();
    }

    private List<String> framemd5(Path video) throws Exception {
        Samples.ffmpeg(folder, "-i", video.toString(), "-fps_mode", "passthrough", "-f", "framemd5", "out.md5");
        return Files.readAllLines(folder.resolve("out.md5")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> all = Files.list(clips)) {
            return all.filter(path -> !path.equals(clip)).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"a.ts, libx264, -x264-params, h264", "b.mp4, libx265, -x265-params, hevc"})
    void leavesOutPicturesThatReferToWhatCameBefore(String name, String encoder, String option, String codec)
            throws Exception {
        List<MediaPacket> packets = second(
                name,
                "-c:v",
                encoder,
                "-pix_fmt",
                "yuv420p",
                option,
                "keyint=10:min-keyint=10:bframes=3:b-adapt=0:scenecut=0:open-gop=1");
        long begin = packets.get(0).ptsNs();
        int later = (int) packets.stream().filter(one -> one.ptsNs() >= begin).count();
        assertThat(later).as("some are shown before the key frame").isLessThan(packets.size());
        write(clip, packets);
        isWhole(codec, later, later / 10.0);
    }

    @Test
    void writesMotionJpeg() throws Exception {
        List<MediaPacket> packets = second("a.avi", "-c:v", "mjpeg");
        assertThat(writer.supports(packets.get(0).stream())).isTrue();
        write(clip, packets);
        isWhole("mjpeg", 29, 2.9);
    }

    @Test
    void takesTheParametersFromTheFirstPacketWhereTheStreamHasNone() throws Exception {
        List<MediaPacket> packets = second("a.ts", "-c:v", "libx264", "-g", "10");
        StreamInfo bare = new StreamInfo(StreamInfo.Kind.VIDEO, "h264", 320, 240, ByteBuffer.allocate(0), Map.of());
        assertThat(writer.supports(bare)).isTrue();
        write(clip, packets.stream().map(packet -> of(packet, bare)).toList());
        isWhole("h264", packets.size(), packets.size() / 10.0);
        Files.delete(clip);
        MediaPacket dumb = Recorded.with(of(packets.get(0), bare), new byte[] {0, 0, 0, 1, 0x65, 3, 4, 5});
        refused("neither the stream nor its first packet tells how it is encoded", dumb);
    }

    private static MediaPacket of(MediaPacket packet, StreamInfo stream) {
        return new Player.Packet(packet.payload(), packet.ptsNs(), packet.dtsNs(), packet.key(), stream);
    }

    private static MediaPacket at(MediaPacket packet, long ptsMs, long dtsMs) {
        return new Player.Packet(packet.payload(), ptsMs * NS_PER_MS, dtsMs * NS_PER_MS, packet.key(), packet.stream());
    }

    @Test
    void countsTimesFromTheFirstPictureAndKeepsThemRising() throws Exception {
        List<MediaPacket> packets = second("a.mp4", "-c:v", "libx264", "-g", "10", "-bf", "0");
        write(
                clip,
                List.of(
                        at(packets.get(0), 1_000_000_040, 1_000_000_000),
                        at(packets.get(1), 1_000_000_140, 1_000_000_100),
                        at(packets.get(2), 1_000_000_140, 1_000_000_100),
                        at(packets.get(3), 1_000_000_340, 1_000_000_300)));
        assertThat(probe("packet=dts")).containsExactly("-3600", "5400", "5401", "23400");
        assertThat(probe("packet=pts")).containsExactly("0", "9000", "9000", "27000");
    }

    @Test
    void showsAnOnlyPictureForAsLongAsTheRateSays() throws Exception {
        write(clip, second("a.mp4", "-c:v", "libx264", "-g", "10").subList(0, 1));
        assertThat(probe("format=duration").get(0)).startsWith("0.100");
    }

    @Test
    void replacesWhatStandsThereWhenItIsFinishedAndNotBefore() throws Exception {
        List<MediaPacket> packets = second("a.mp4", "-c:v", "libx264", "-g", "10");
        Files.writeString(clip, "old");
        try (ClipWriter.Clip into = writer.begin(clip, packets.get(0).stream())) {
            into.add(packets.get(0));
            assertThat(parts()).hasSize(1);
            assertThat(clip).hasContent("old");
        }
        assertThat(clip).hasContent("old");
        assertThat(parts()).isEmpty();
        write(clip, packets);
        isWhole("h264", packets.size(), packets.size() / 10.0);
    }

    @Test
    void refusesOtherParametersOnTheWay() throws Exception {
        List<MediaPacket> small = second("a.mp4", "-c:v", "libx264", "-g", "10");
        MediaPacket large = Recorded.packets(Samples.sample(folder, "b.mp4", "640x360", "-c:v", "libx264"))
                .get(0);
        refused(": the stream's parameters changed from h264 320x240 to h264 640x360", small.get(0), large);
        refused(": its first packet is no key frame", small.get(1));
        refused(": it holds no picture");
        refused(
                ": a packet lies more than 3600 s from the one before",
                at(small.get(0), 0, 0),
                at(small.get(1), 3_700_000, 3_700_000));
        MediaPacket never =
                new Player.Packet(small.get(1).payload(), Long.MAX_VALUE, Long.MIN_VALUE, false, small.get(1).stream());
        refused(": a packet's time is out of range", at(small.get(0), 1, 0), never);
    }

    private void refused(String end, MediaPacket... packets) throws Exception {
        List<MediaPacket> all = List.of(packets);
        StreamInfo stream =
                all.isEmpty() ? second("z.mp4", "-c:v", "libx264", "-g", "10").get(0).stream() : all.get(0).stream();
        ClipWriter.Clip into = writer.begin(clip, stream);
        assertThatThrownBy(() -> {
                    for (MediaPacket packet : all) {
                        into.add(packet);
                    }
                    into.finish();
                })
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("can't write the clip " + clip)
                .hasMessageEndingWith(end);
        into.close();
        into.close();
        assertThatThrownBy(into::finish).isInstanceOf(IOException.class).hasMessageEndingWith("it is closed already");
        assertThat(clip).doesNotExist();
        assertThat(parts()).isEmpty();
    }

    @Test
    void saysWhyAFileCannotBeBegun() throws Exception {
        StreamInfo stream = second("a.mp4", "-c:v", "libx264", "-g", "10").get(0).stream();
        Path nowhere = clips.resolve("none").resolve("a.mp4");
        assertThatThrownBy(() -> writer.begin(nowhere, stream))
                .isInstanceOf(IOException.class)
                .hasMessage("can't write the clip " + nowhere + ": No such file or directory");
        assertThat(nowhere.getParent()).doesNotExist();
        Files.createDirectories(clip.resolve("taken"));
        List<MediaPacket> packets = second("a.mp4", "-c:v", "libx264", "-g", "10");
        assertThatThrownBy(() -> write(clip, packets))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("can't write the clip " + clip + ": ");
        assertThat(parts()).isEmpty();
    }

    @Test
    void leavesNothingOnADiskThatIsFull() throws Exception {
        Path full = Path.of("/dev/full");
        TestData.need(Files.exists(full), "no /dev/full");
        Path part = Files.createSymbolicLink(clips.resolve("full.part"), full);
        List<MediaPacket> packets = second("a.mp4", "-c:v", "libx264", "-g", "10");
        assertThatThrownBy(() -> new Mp4Clip(clip, part, packets.get(0).stream()))
                .isInstanceOf(IOException.class)
                .hasMessage("can't write the clip " + clip + ": No space left on device");
        assertThat(clip).doesNotExist();
        assertThat(parts()).isEmpty();
        assertThat(full).exists();
    }

    /** A disk that fills up on the way, played by a process whose files may not grow: the index goes over the limit, or a packet. */
    @ParameterizedTest
    @CsvSource({"16, 1", "64, 8", "120, 16"})
    void leavesNothingWhenTheDiskFillsUp(int limitKb, int rate) throws Exception {
        TestData.need(Files.isExecutable(FilledDisk.PRLIMIT), "no " + FilledDisk.PRLIMIT);
        Path source = Samples.sample(
                folder, "a.mp4", "320x240", "-c:v", "libx264", "-g", "10", "-bufsize", "100k", "-b:v", rate + "00k");
        assertThat(Files.size(source)).isGreaterThan(limitKb * 1024L);
        Path out = folder.resolve("child.out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FilledDisk.class.getName(),
                        source.toString(),
                        clip.toString(),
                        Integer.toString(limitKb * 1024))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int result = process.waitFor();
        assertThat(result).as(Files.readString(out)).isEqualTo(FilledDisk.REFUSED);
        assertThat(out).content().contains("can't write the clip").contains("File too large");
        assertThat(clip).doesNotExist();
        assertThat(parts()).isEmpty();
    }

    @Test
    void knowsWhatItCannotWrite() {
        assertThat(writer.supports(video("h264", 320, 240))).isTrue();
        assertThat(writer.supports(video("hevc", 320, 240))).isTrue();
        assertThat(writer.supports(video("vp8", 320, 240))).isFalse();
        assertThat(writer.supports(video("h264", 0, 0))).isFalse();
        assertThat(writer.supports(video("h264", 8193, 240))).isFalse();
        assertThat(writer.supports(video("h264", 320, 240, 1, 2, 3))).isFalse();
        assertThat(writer.supports(video("h264", 320, 240, 0, 0, 0, 1, 0x68, 1, 2)))
                .isFalse();
        assertThat(writer.supports(
                        new StreamInfo(StreamInfo.Kind.AUDIO, "aac", 0, 0, ByteBuffer.allocate(0), Map.of())))
                .isFalse();
        assertThatThrownBy(() -> writer.begin(clip, video("vp8", 320, 240)))
                .isInstanceOf(IOException.class)
                .hasMessage("can't write the clip " + clip + ": a clip holds H.264, H.265 or MJPEG, not vp8");
    }

    private static StreamInfo video(String codec, int width, int height, int... extradata) {
        byte[] bytes = new byte[extradata.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) extradata[i];
        }
        return new StreamInfo(StreamInfo.Kind.VIDEO, codec, width, height, ByteBuffer.wrap(bytes), Map.of());
    }
}
