package io.vedette.testkit.contract;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Finds a bright square, and breaks the rules that it is told to break. Thread-safe once it is bent. */
final class BentDetector implements ObjectDetector {

    private static final PixelLayout LAYOUT =
            new PixelLayout(160, 90, PixelLayout.Order.RGB, PixelLayout.Arrangement.PLANAR, PixelLayout.Fit.STRETCH, 0);

    /** How it answers. */
    interface Answering {
        List<List<Detection>> answer(BentDetector own, List<Look> looks);
    }

    private Answering answering = BentDetector::honest;
    private IntFunction<RuntimeException> closing = times -> null;
    private boolean deaf;
    private boolean careless;
    private boolean nameless;
    private Session shared;

    BentDetector answering(Answering wanted) {
        answering = wanted;
        return this;
    }

    /** What the n-th close throws. */
    BentDetector closing(IntFunction<RuntimeException> wanted) {
        closing = wanted;
        return this;
    }

    BentDetector deaf() {
        deaf = true;
        return this;
    }

    /** Answers when it is closed. */
    BentDetector careless() {
        careless = true;
        return this;
    }

    BentDetector nameless() {
        nameless = true;
        return this;
    }

    BentDetector shared() {
        shared = new Opened();
        return this;
    }

    List<List<Detection>> honest(List<Look> looks) {
        return looks.stream().map(this::find).toList();
    }

    List<Detection> find(Look look) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(LAYOUT.bytes());
        Placement placement = look.read(look.region(), LAYOUT, pixels);
        int first = -1;
        int last = -1;
        for (int i = 0; i < LAYOUT.widthPx() * LAYOUT.heightPx(); i++) {
            if ((pixels.get(i) & 0xff) > 180) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0 || look.leastScore() > 0.9) {
            return List.of();
        }
        int width = LAYOUT.widthPx();
        int top = first / width;
        int bottom = last / width + 1;
        Box place = placement.toFrame(first % width, top, last % width + 1, bottom);
        return List.of(new Detection("square", 0.9, place));
    }

    @Override
    public DetectorInfo info() {
        return nameless ? null : new DetectorInfo("bent", "detect", List.of("square"), 0, 0, Map.of("max_batch", "1"));
    }

    @Override
    public Session open() {
        return shared == null ? new Opened() : shared;
    }

    private final class Opened implements Session {
        private volatile int closed;

        @Override
        public List<List<Detection>> detect(List<Look> looks) throws DetectorException, InterruptedException {
            if (closed > 0 && !careless) {
                throw new DetectorException("closed");
            }
            if (!deaf && Thread.interrupted()) {
                throw new InterruptedException();
            }
            return answering.answer(BentDetector.this, looks);
        }

        @Override
        public int concurrency() {
            return 4;
        }

        @Override
        public synchronized void close() {
            closed++;
            RuntimeException thrown = closing.apply(closed);
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
