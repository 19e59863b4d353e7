package io.vedette.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vedette.api.media.MediaPacket;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a packet that is not looked at leaves to the collector. */
class PacketGarbageTest {

    @TempDir
    private Path folder;

    private static final int PACKETS = 200_000;

    private final PacketReader reader = new PacketReader();
    private final PacketProbe probe = new PacketProbe();
    private final GopMeter gop = new GopMeter();
    private final Gate gate = new Gate(2_000_000_000L, new Gate.Probes() {
        @Override
        public boolean may(int pictures) {
            return false;
        }

        @Override
        public void ended(boolean foundSomething) {
            // Nobody wants to know.
        }
    });
    private long tick;

    private void walk(List<MediaPacket> packets) {
        for (int i = 0; i < PACKETS; i++) {
            MediaPacket packet = packets.get(i % packets.size());
            long dtsNs = tick++ * 40_000_000L;
            CodedPicture picture = reader.read(packet);
            gop.packet(dtsNs, packet.key(), picture.gradualRefresh());
            boolean trigger = probe.packet(picture, dtsNs, packet.key(), true);
            gate.packet(dtsNs, packet.key(), trigger);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.h264", "clip.mp4"})
    void makesNoGarbage(String name) throws IOException {
        Encoded.need();
        Path file = Encoded.ffmpeg(
                folder.resolve(name),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=1280x720:r=25:d=4,noise=alls=6:allf=t",
                "-preset",
                "ultrafast",
                "-crf",
                "30",
                "-g",
                "50",
                "-x264-params",
                "slices=2");
        List<MediaPacket> packets = Encoded.packets(file, "h264", 25);
        gate.level(Level.PACKETS, true);
        walk(packets);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        walk(packets);
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        assertThat((double) bytes / PACKETS).isLessThan(1);
    }
}
