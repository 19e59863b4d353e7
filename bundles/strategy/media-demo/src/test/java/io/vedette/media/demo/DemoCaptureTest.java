package io.vedette.media.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DemoCaptureTest {

    private static final long NS_PER_FRAME = 1_000_000_000L / Scene.FPS;

    /** One packet as it came. */
    private record Packet(int bytes, int hash, long ptsNs, long dtsNs, boolean key) {}

    /** Keeps what it is given. */
    private static final class Listener implements MediaSource.Sink {
        private final List<Packet> packets = new ArrayList<>();

        @Override
        public void streams(List<StreamInfo> streams) {
            throw new AssertionError("the scene never changes its stream");
        }

        @Override
        public void packet(int stream, ByteBuffer payload, long ptsNs, long dtsNs, boolean key) {
            assertThat(stream).isZero();
            assertThat(payload.isDirect()).isTrue();
            packets.add(new Packet(payload.remaining(), payload.hashCode(), ptsNs, dtsNs, key));
        }
    }

    private static MediaSource.Capture open(String uri) throws CaptureException {
        return new DemoSource().open(new MediaSource.Request(uri, "tcp", Map.of()), () -> false);
    }

    private static List<Packet> read(String uri, int most) throws CaptureException {
        Listener listener = new Listener();
        try (MediaSource.Capture capture = open(uri)) {
            while (listener.packets.size() < most && capture.read(listener)) {
                assertThat(listener.packets).isNotEmpty();
            }
        }
        return listener.packets;
    }

    @Test
    void isAFileOfOneDayWithAKeyFrameEachSecond() throws Exception {
        List<Packet> packets = read("demo:?day=30", Integer.MAX_VALUE);

        assertThat(packets).hasSize(30 * Scene.FPS);
        for (int i = 0; i < packets.size(); i++) {
            assertThat(packets.get(i).key()).as("packet %d", i).isEqualTo(i % Scene.FPS == 0);
            assertThat(packets.get(i).ptsNs()).isEqualTo(i * NS_PER_FRAME);
            assertThat(packets.get(i).dtsNs()).isEqualTo(i * NS_PER_FRAME);
        }
    }

    @Test
    void givesTheSameBytesForTheSameSeed() throws Exception {
        List<Packet> first = read("demo:?day=60&seed=5", 90);

        assertThat(read("demo:?day=60&seed=5", 90)).isEqualTo(first);
        assertThat(read("demo:?day=60&seed=6", 90)).isNotEqualTo(first);
    }

    @Test
    void saysWhatItsStreamIs() throws Exception {
        try (MediaSource.Capture capture = open("demo:")) {
            StreamInfo stream = capture.streams().get(0);
            assertThat(stream.kind()).isEqualTo(StreamInfo.Kind.VIDEO);
            assertThat(stream.codec()).isIn("h264", "mpeg4");
            assertThat(stream.widthPx()).isEqualTo(960);
            assertThat(stream.heightPx()).isEqualTo(540);
            assertThat(stream.extradata().remaining()).isPositive();
            assertThat(capture.seekable()).as("its own clock is the only one").isTrue();
        }
    }

    @Test
    void givesUpWhenItIsCancelledOrClosed() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        MediaSource.Request request = new MediaSource.Request("demo:", "tcp", Map.of());
        MediaSource.Capture capture = new DemoSource().open(request, cancelled::get);
        assertThat(capture.read(new Listener())).isTrue();
        cancelled.set(true);
        assertThatThrownBy(() -> capture.read(new Listener())).isInstanceOf(CaptureException.class);
        cancelled.set(false);
        capture.close();
        capture.close();
        assertThatThrownBy(() -> capture.read(new Listener())).isInstanceOf(CaptureException.class);
    }
}
