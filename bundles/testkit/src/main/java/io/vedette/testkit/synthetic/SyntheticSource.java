package io.vedette.testkit.synthetic;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A source of a scene's packets: in real time as a camera gives them, or of a given number as fast as they are read. A packet is
 * the square's place. Its addresses begin with {@code demo:}. Thread-safe.
 */
public final class SyntheticSource implements MediaSource {

    static final String CODEC = "scene";
    static final int PACKET_BYTES = 16;

    private final Scene scene;
    private final int gop;
    private final long frames;
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean broken;

    /** A live camera with a key frame every {@code gop} pictures. */
    public SyntheticSource(Scene scene, int gop) {
        this(scene, gop, 0);
    }

    /** A file of so many pictures; 0: a live camera. */
    public SyntheticSource(Scene scene, int gop, long frames) {
        this.scene = scene;
        this.gop = gop;
        this.frames = frames;
    }

    /** Captures that are open now. */
    public int opened() {
        return opened.get();
    }

    /** From now on connections break and can't be made, or can again. */
    public void broken(boolean on) {
        broken = on;
    }

    @Override
    public boolean supports(String uri) {
        return uri.startsWith("demo:");
    }

    @Override
    public Capture open(Request request, BooleanSupplier cancelled) throws CaptureException {
        if (broken) {
            throw new CaptureException("the scene is dark");
        }
        opened.incrementAndGet();
        return new SceneCapture(cancelled);
    }

    private final class SceneCapture implements Capture {
        /** Later than this, the clock begins anew, as a camera sends nothing of what it saw while the machine stood still. */
        private static final long LATE_NS = 500_000_000L;

        private final BooleanSupplier cancelled;
        private final ByteBuffer payload = ByteBuffer.allocateDirect(PACKET_BYTES);
        private long startedNs = System.nanoTime();
        private long frame;
        private boolean closed;

        SceneCapture(BooleanSupplier cancelled) {
            this.cancelled = cancelled;
        }

        @Override
        public List<StreamInfo> streams() {
            return List.of(new StreamInfo(
                    StreamInfo.Kind.VIDEO, CODEC, Scene.WIDTH_PX, Scene.HEIGHT_PX, ByteBuffer.allocate(0), Map.of()));
        }

        @Override
        public boolean seekable() {
            return frames > 0;
        }

        @Override
        public boolean read(Sink sink) throws CaptureException {
            if (frames > 0 && frame >= frames) {
                return false;
            }
            waitUntilDue();
            payload.clear();
            payload.putLong(frame);
            int x = scene.square(frame)
                    .map(box -> (int) Math.round(box.x() * Scene.WIDTH_PX))
                    .orElse(-1);
            payload.putInt(x).putInt(60).flip();
            sink.packet(0, payload, frame * scene.stepNs(), frame * scene.stepNs(), frame % gop == 0);
            frame++;
            return true;
        }

        private void waitUntilDue() throws CaptureException {
            long dueNs = startedNs + frame * scene.stepNs();
            while (frames == 0 && System.nanoTime() < dueNs) {
                LockSupport.parkNanos(Math.min(20_000_000L, dueNs - System.nanoTime()));
                check();
            }
            if (frames == 0 && System.nanoTime() - dueNs > LATE_NS) {
                startedNs = System.nanoTime() - frame * scene.stepNs();
            }
            check();
        }

        private void check() throws CaptureException {
            if (broken) {
                throw new CaptureException("the scene went dark");
            }
            if (cancelled.getAsBoolean()) {
                throw new CaptureException("the capture was cancelled");
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                opened.decrementAndGet();
            }
        }
    }
}
