package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.ClipWriter;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import io.vedette.testkit.run.Growth;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the packets hold, the process lives on, a clip is written or refused, and nothing stays behind. */
@Timeout(300)
class ClipFuzzTest {
    private static final int CLIPS_PER_ROUND = 600;
    /** After a first one that warms up. */
    private static final int ROUNDS = 3;

    private static final int[] ODD_SIZES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    @TempDir
    Path folder;

    private final Random random = new Random(20261122);
    private final FfmpegClipWriter writer = new FfmpegClipWriter();
    private int written;
    private int refused;

    @Test
    void outlivesDamagedPackets() throws Exception {
        List<List<MediaPacket>> sources = List.of(
                source("a.mp4", "libx264"),
                source("b.ts", "libx264"),
                source("c.mp4", "libx265"),
                source("d.ts", "libx265"),
                source("e.avi", "mjpeg"));
        Path clips = Files.createDirectory(folder.resolve("clips"));
        Growth.none(ROUNDS, () -> {
            for (int i = 0; i < CLIPS_PER_ROUND; i++) {
                clip(clips.resolve("a.mp4"), sources.get(i % sources.size()));
            }
        });
        assertThat(written).isGreaterThan(CLIPS_PER_ROUND / 8);
        assertThat(refused).isGreaterThan(CLIPS_PER_ROUND / 8);
        try (Stream<Path> left = Files.list(clips)) {
            assertThat(left).extracting(path -> path.getFileName().toString()).containsExactly("a.mp4");
        }
    }

    private List<MediaPacket> source(String name, String encoder) throws Exception {
        return Recorded.packets(Samples.sample(folder, name, "160x120", "-c:v", encoder, "-g", "10"));
    }

    private void clip(Path file, List<MediaPacket> source) {
        StreamInfo stream = source.get(0).stream();
        if (random.nextInt(4) == 0) {
            stream = damaged(stream);
        }
        try (ClipWriter.Clip clip = writer.begin(file, stream)) {
            for (MediaPacket packet : source) {
                clip.add(damaged(packet, stream));
            }
            if (random.nextInt(8) > 0) {
                clip.finish();
                written++;
            }
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("can't write the clip ");
            refused++;
        }
    }

    private MediaPacket damaged(MediaPacket packet, StreamInfo stream) {
        byte[] bytes = Recorded.bytes(packet);
        switch (random.nextInt(8)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes = noise(random.nextInt(5000));
            case 2 -> bytes = noise(ODD_SIZES[random.nextInt(ODD_SIZES.length)]);
            case 3 -> startCodes(bytes);
            default -> {}
        }
        boolean odd = random.nextInt(200) == 0;
        long dts = odd ? random.nextLong() >> random.nextInt(64) : packet.dtsNs();
        long pts = odd && random.nextBoolean() ? random.nextLong() >> random.nextInt(64) : packet.ptsNs();
        return new Player.Packet(Recorded.direct(bytes), pts, dts, packet.key(), stream);
    }

    private void startCodes(byte[] bytes) {
        for (int i = 0; i < 20 && bytes.length > 4; i++) {
            int at = random.nextInt(bytes.length - 3);
            bytes[at] = 0;
            bytes[at + 1] = 0;
            bytes[at + 2] = 1;
            bytes[at + 3] = (byte) random.nextInt(256);
        }
    }

    private StreamInfo damaged(StreamInfo stream) {
        byte[] extradata = new byte[stream.extradata().remaining()];
        stream.extradata().get(extradata);
        if (extradata.length > 0) {
            switch (random.nextInt(3)) {
                case 0 -> extradata = Arrays.copyOf(extradata, random.nextInt(extradata.length + 1));
                case 1 -> extradata[random.nextInt(extradata.length)] = (byte) random.nextInt(256);
                default -> extradata = noise(random.nextInt(100));
            }
        }
        int width = random.nextBoolean() ? stream.widthPx() : 1 + random.nextInt(9000);
        return new StreamInfo(
                stream.kind(),
                stream.codec(),
                width,
                stream.heightPx(),
                ByteBuffer.wrap(extradata),
                Map.of("fps", random.nextBoolean() ? "1e300" : "x"));
    }

    private byte[] noise(int size) {
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        return noise;
    }
}
