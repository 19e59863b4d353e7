package io.vedette.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import io.vedette.pipeline.gate.CodedPicture.Kind;
import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what ffmpeg itself reads in the same packets. */
class PacketReaderTest {

    private static final String SCENE = "testsrc2=s=320x180:r=25:d=2,noise=alls=12:allf=t";

    @TempDir
    private Path folder;

    @BeforeEach
    void needsFfmpeg() {
        Encoded.need();
    }

    private Path encode(String name, String codec, String options) {
        List<String> all = new ArrayList<>(List.of("-f", "lavfi", "-i", SCENE, "-c:v", codec));
        all.addAll(List.of(options.split(" ", -1)));
        return Encoded.ffmpeg(folder.resolve(name), all.toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            baseline, CAVLC       | -profile:v baseline -preset veryfast -g 25
            main, CABAC           | -profile:v main -preset veryfast -g 50 -bf 0
            B pyramid, weights    | -profile:v high -preset slow -bf 3 -g 50 -x264-params weightp=2:weightb=1:b-pyramid=normal
            fades and references  | -vf fade=in:0:20,fade=out:25:20 -preset slower -refs 8 -bf 5 -x264-params weightp=2
            slices                | -preset veryfast -x264-params slices=4:keyint=30
            many slices           | -preset veryfast -x264-params slice-max-mbs=17:keyint=30
            intra refresh         | -preset veryfast -x264-params intra-refresh=1:keyint=25:bframes=0
            interlaced            | -flags +ilme+ildct -x264-params tff=1:keyint=25:slices=2
            fake interlaced       | -x264-params fake-interlaced=1:keyint=25
            CBR with filler       | -preset veryfast -b:v 600k -maxrate 600k -bufsize 600k -x264-params nal-hrd=cbr:keyint=50
            VBR                   | -preset veryfast -b:v 200k -maxrate 250k -bufsize 200k -g 100
            low CRF               | -preset veryfast -crf 4 -g 25
            high CRF, AUD         | -preset veryfast -crf 45 -x264-params aud=1:keyint=25
            4:4:4                 | -pix_fmt yuv444p -preset veryfast -g 25 -x264-params cqm=jvt
            4:2:2, 10 bits        | -pix_fmt yuv422p10le -preset veryfast -crf 1 -g 25
            grey                  | -pix_fmt gray -preset veryfast -bf 2 -x264-params weightp=2
            open GOP              | -preset veryfast -x264-params open-gop=1:keyint=25:bframes=3
            constant quantiser    | -qp 31 -g 25
            Blu-ray constraints   | -preset veryfast -x264-params bluray-compat=1:keyint=25:bframes=2:slices=4:vbv-maxrate=8000:vbv-bufsize=8000
            """)
    void readsEveryQuantiserAsFfmpegDoes(String name, String options) throws IOException {
        Path mp4 = encode("clip.mp4", "libx264", options);
        Path raw = Encoded.ffmpeg(
                folder.resolve("clip.h264"), "-i", mp4.toString(), "-c", "copy", "-bsf:v", "h264_mp4toannexb");
        List<List<Encoded.Slice>> traced = Encoded.trace(mp4);
        int slices = agree(mp4, traced) + agree(raw, traced);
        assertThat(slices).as(name).isGreaterThanOrEqualTo(98);
    }

    private static int agree(Path file, List<List<Encoded.Slice>> traced) throws IOException {
        List<MediaPacket> packets = Encoded.packets(file, "h264", 25);
        assertThat(packets).hasSameSizeAs(traced);
        PacketReader reader = new PacketReader();
        int slices = 0;
        for (int i = 0; i < packets.size(); i++) {
            CodedPicture picture = reader.read(packets.get(i));
            List<Encoded.Slice> expected = traced.get(i);
            assertThat(picture.kind()).as("packet %d of %s", i, file).isEqualTo(kind(expected));
            assertThat(picture.slices()).isEqualTo(expected.size());
            double sum = expected.stream().mapToInt(Encoded.Slice::qp).sum();
            assertThat(picture.meanQp()).isEqualTo(sum / expected.size());
            assertThat(picture.bytes()).isBetween(1, packets.get(i).payload().limit());
            slices += expected.size();
        }
        return slices;
    }

    private static Kind kind(List<Encoded.Slice> slices) {
        if (slices.stream().anyMatch(slice -> slice.type() == SliceHeader.B)) {
            return Kind.BETWEEN;
        }
        return slices.stream().anyMatch(slice -> slice.type() == SliceHeader.P || slice.type() == SliceHeader.SP)
                ? Kind.PREDICTED
                : Kind.INTRA;
    }

    @ParameterizedTest
    @ValueSource(strings = {"car-detection", "doorbell_faces", "one-by-one-person-detection"})
    void readsRealFootageAsFfmpegDoes(String clip) throws IOException {
        Path mp4 = TestData.path("videos/" + clip + ".mp4");
        Path raw = Encoded.ffmpeg(
                folder.resolve("clip.h264"), "-i", mp4.toString(), "-an", "-c", "copy", "-bsf:v", "h264_mp4toannexb");
        List<List<Encoded.Slice>> traced = Encoded.trace(mp4);
        assertThat(agree(mp4, traced) + agree(raw, traced)).isGreaterThan(500);
    }

    @Test
    void readsHeadersThatNoEncoderAtHandMakes() throws IOException {
        int slices = 0;
        for (int seed = 1; seed <= 12; seed++) {
            Path file = folder.resolve(seed + ".h264");
            Files.write(file, new DrawnHeaders(seed).stream(100, false));
            slices += agree(file, Encoded.trace(file));
        }
        assertThat(slices).isEqualTo(1200);
    }

    /** Ffmpeg knows no slice groups, so it is the drawn values that must come back. */
    @Test
    void readsParametersWithSliceGroups() {
        for (int seed = 1; seed <= 40; seed++) {
            DrawnHeaders drawn = new DrawnHeaders(seed);
            byte[] stream = drawn.stream(100, true);
            PacketReader reader = new PacketReader();
            reader.open(stream(ByteBuffer.allocate(0)));
            CodedPicture all = reader.read(ByteBuffer.wrap(stream), false);
            assertThat(all.slices()).isEqualTo(100);
            assertThat(all.meanQp()).isEqualTo(drawn.meanQp());
        }
    }

    @Test
    void tellsAGradualRefreshFromKeyFrames() throws IOException {
        Path refreshed = encode("r.h264", "libx264", "-x264-params intra-refresh=1:keyint=25:bframes=0");
        Path keyed = encode("k.h264", "libx264", "-x264-params open-gop=1:keyint=25:bframes=3");
        assertThat(refreshes(refreshed)).isPositive();
        assertThat(refreshes(keyed)).isZero();
    }

    private static long refreshes(Path file) throws IOException {
        PacketReader reader = new PacketReader();
        return Encoded.packets(file, "h264", 25).stream()
                .filter(packet -> reader.read(packet).gradualRefresh())
                .count();
    }

    @Test
    void leavesOutStuffing() throws IOException {
        Path file = encode(
                "cbr.h264",
                "libx264",
                "-b:v 2000k -minrate 2000k -maxrate 2000k -bufsize 500k -qmin 30 -x264-params nal-hrd=cbr:keyint=50");
        PacketReader reader = new PacketReader();
        long all = 0;
        long useful = 0;
        for (MediaPacket packet : Encoded.packets(file, "h264", 25)) {
            all += packet.payload().limit();
            useful += reader.read(packet).bytes();
        }
        assertThat(useful).isLessThan(all * 3 / 4);
    }

    @ParameterizedTest
    @CsvSource({"clip.mp4", "clip.hevc"})
    void readsKeyFramesAndSizesOfH265(String name) throws IOException {
        Path file = encode(name, "libx265", "-preset ultrafast -x265-params keyint=25:log-level=0:slices=2");
        PacketReader reader = new PacketReader();
        int keys = 0;
        for (MediaPacket packet : Encoded.packets(file, "hevc", 25)) {
            CodedPicture picture = reader.read(packet);
            assertThat(picture.kind()).isEqualTo(packet.key() ? Kind.INTRA : Kind.PREDICTED);
            assertThat(picture.meanQp()).isNaN();
            assertThat(picture.bytes()).isBetween(1, packet.payload().limit());
            keys += packet.key() ? 1 : 0;
        }
        assertThat(keys).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.mp4", "c.h264"})
    void saysUnknownOfWhatMakesNoSenseAndReadsOn(String name) throws IOException {
        Path file = encode(name, "libx264", "-preset veryfast -bf 2 -x264-params slices=2");
        List<MediaPacket> packets = Encoded.packets(file, "h264", 25);
        // A raw file has its parameters in the first packet.
        ByteBuffer extradata = name.endsWith("mp4")
                ? packets.get(0).stream().extradata()
                : packets.get(0).payload();
        Random random = new Random(5);
        PacketReader reader = new PacketReader();
        int unknown = 0;
        for (int i = 0; i < 20_000; i++) {
            MediaPacket packet = packets.get(random.nextInt(packets.size()));
            reader.open(stream(i % 4 == 0 ? spoil(extradata, random) : extradata));
            CodedPicture picture = reader.read(spoil(packet.payload(), random), packet.key());
            if (picture.kind() == Kind.UNKNOWN) {
                unknown++;
                assertThat(picture.meanQp()).isNaN();
            }
        }
        assertThat(unknown).isBetween(2_000, 19_000);
        reader.open(stream(extradata));
        assertThat(reader.read(packets.get(1).payload(), false).kind()).isNotEqualTo(Kind.UNKNOWN);
    }

    private static StreamInfo stream(ByteBuffer extradata) {
        return new StreamInfo(StreamInfo.Kind.VIDEO, "h264", 320, 180, extradata, Map.of());
    }

    private static ByteBuffer spoil(ByteBuffer payload, Random random) {
        int length = random.nextBoolean() ? payload.limit() : random.nextInt(payload.limit() + 1);
        ByteBuffer spoilt = ByteBuffer.allocateDirect(length).put(payload.slice(0, length));
        spoilt.flip();
        for (int i = random.nextInt(6); i > 0 && length > 0; i--) {
            int at = random.nextInt(Math.min(length, 40));
            spoilt.put(at, (byte) (random.nextBoolean() ? 0 : random.nextInt()));
        }
        return spoilt;
    }
}
