package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.vedette.api.media.CaptureException;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import io.vedette.javacv.Interrupt;
import io.vedette.testkit.run.Growth;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No native memory, file or mapping is left behind, and the hot path makes next to no garbage. */
class FrugalityTest {
    private static final int TIMES = 1000;
    private static final int ROUNDS = 4;

    @TempDir
    Path folder;

    @Test
    void leavesNothingBehindAfterAThousandFiles() throws Exception {
        Path clip = Samples.sample(folder, "a.mp4", "160x120", "-c:v", "libx264", "-frames:v", "5");
        Path tenBit = Samples.sample(
                folder, "b.mp4", "160x120", "-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-frames:v", "2");
        Path broken = Files.write(folder.resolve("c.mp4"), new byte[5000]);
        int live = Interrupt.live();
        Growth.none(ROUNDS, () -> {
            for (int i = 0; i < TIMES; i++) {
                once(clip, tenBit, broken, i);
            }
        });
        assertThat(Interrupt.live()).isEqualTo(live);
    }

    private static void once(Path clip, Path tenBit, Path broken, int i) throws Exception {
        assertThat(Player.play(clip, false).pictures).isEqualTo(5);
        assertThatThrownBy(() -> Player.open(broken.toString())).isInstanceOf(CaptureException.class);
        if (i % 10 == 0) {
            assertThat(Player.play(tenBit, false).pictures).isEqualTo(2);
        }
    }

    @Test
    void makesNextToNoGarbagePerPacket() throws Exception {
        for (boolean decode : new boolean[] {false, true}) {
            try (Counter counter = new Counter(decode);
                    MediaSource.Capture capture = Player.open(Samples.visits().toString())) {
                counter.open(capture.streams().get(0));
                for (int i = 0; i < 300; i++) {
                    capture.read(counter);
                }
                ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 1000; i++) {
                    capture.read(counter);
                }
                long perPacket = (threads.getCurrentThreadAllocatedBytes() - before) / 1000;
                assertThat(perPacket).as("bytes per packet, decode = " + decode).isLessThanOrEqualTo(100);
                assertThat(counter.pictures).isGreaterThanOrEqualTo(decode ? 1200 : 0);
            }
        }
    }

    private static final class Counter implements MediaSource.Sink, AutoCloseable, FrameDecoder.Sink {
        private final boolean decode;
        private FrameDecoder.Session session;
        private StreamInfo stream;
        private Reused packet;
        private long pictures;
        private long light;

        Counter(boolean decode) {
            this.decode = decode;
        }

        void open(StreamInfo of) throws DecodeException {
            stream = of;
            session = Player.DECODER.open(Player.CAMERA, of);
            packet = new Reused(stream);
        }

        @Override
        public void streams(List<StreamInfo> streams) {
            throw new AssertionError("the parameters do not change");
        }

        @Override
        public void packet(int index, ByteBuffer payload, long ptsNs, long dtsNs, boolean key) {
            if (decode) {
                try {
                    session.decode(packet.set(payload, ptsNs, dtsNs, key), this);
                } catch (DecodeException e) {
                    throw new AssertionError(e);
                }
            }
        }

        @Override
        public void picture(io.vedette.api.media.Picture picture) {
            pictures++;
            light += picture.plane(0).get(0);
        }

        @Override
        public void close() {
            session.close();
            assertThat(light).isNotNegative();
        }
    }
}
