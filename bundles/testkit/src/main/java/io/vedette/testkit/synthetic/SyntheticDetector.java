package io.vedette.testkit.synthetic;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls the bright square a person, by the pixels that it reads. Can be told to take long, to hang as native code does (deaf to
 * interrupts), or to misbehave. Thread-safe.
 */
public final class SyntheticDetector implements ObjectDetector {

    /** How a detector misbehaves. */
    public enum Fault {
        NONE,
        OPEN_THROWS,
        DETECT_THROWS,
        DETECT_GIVES_NULL,
        DETECT_GIVES_TOO_FEW,
        HANGS
    }

    private static final PixelLayout LAYOUT =
            new PixelLayout(160, 90, PixelLayout.Order.RGB, PixelLayout.Arrangement.PLANAR, PixelLayout.Fit.STRETCH, 0);

    private static final double SCORE = 0.9;

    private final String name;
    private final long callNs;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger closedWhileRunning = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private volatile long hangNs;

    /** A detector whose calls take so long. */
    public SyntheticDetector(String name, long callMs) {
        this.name = name;
        this.callNs = callMs * 1_000_000;
    }

    /** From now on it misbehaves so. */
    public SyntheticDetector with(Fault wanted) {
        fault = wanted;
        return this;
    }

    /** From now on a call hangs for so long. */
    public SyntheticDetector hanging(long ms) {
        hangNs = ms * 1_000_000;
        fault = Fault.HANGS;
        return this;
    }

    /** Sessions that are open now. */
    public int opened() {
        return open.get();
    }

    /** Looks that it was asked. */
    public int calls() {
        return calls.get();
    }

    /** Sessions that were closed under a running call; must stay 0. */
    public int closedWhileRunning() {
        return closedWhileRunning.get();
    }

    @Override
    public DetectorInfo info() {
        return new DetectorInfo(name, "detect", List.of("person"), 160, 90, Map.of("device", "cpu", "model", "square"));
    }

    @Override
    public Session open() throws DetectorException {
        if (fault == Fault.OPEN_THROWS) {
            throw new DetectorException("it was told not to open");
        }
        open.incrementAndGet();
        return new Finding();
    }

    private final class Finding implements Session {
        private final AtomicInteger mine = new AtomicInteger();
        private boolean closed;

        @Override
        public List<List<Detection>> detect(List<Look> looks) throws DetectorException, InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            mine.incrementAndGet();
            running.incrementAndGet();
            try {
                refuseIfClosed();
                calls.addAndGet(looks.size());
                misbehave();
                pause(callNs, true);
                List<List<Detection>> results = new ArrayList<>();
                for (Look look : looks) {
                    results.add(fault == Fault.DETECT_GIVES_NULL ? null : find(look));
                }
                return fault == Fault.DETECT_GIVES_TOO_FEW ? List.of() : results;
            } finally {
                running.decrementAndGet();
                mine.decrementAndGet();
            }
        }

        private synchronized void refuseIfClosed() throws DetectorException {
            if (closed) {
                throw new DetectorException("the session is closed");
            }
        }

        private void misbehave() throws DetectorException, InterruptedException {
            if (fault == Fault.DETECT_THROWS) {
                throw new DetectorException("it was told to fail");
            }
            if (fault == Fault.HANGS) {
                pause(hangNs, false);
            }
        }

        @Override
        public synchronized void close() {
            if (mine.get() > 0) {
                closedWhileRunning.incrementAndGet();
            }
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }

    private static void pause(long ns, boolean interruptible) throws InterruptedException {
        long until = System.nanoTime() + ns;
        for (long left = ns; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted() && interruptible) {
                throw new InterruptedException();
            }
        }
    }

    private static List<Detection> find(Look look) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(LAYOUT.bytes());
        Placement placement = look.read(look.region(), LAYOUT, pixels);
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < LAYOUT.widthPx() * LAYOUT.heightPx(); i++) {
            if ((pixels.get(i) & 0xff) > 140) {
                left = Math.min(left, i % LAYOUT.widthPx());
                right = Math.max(right, i % LAYOUT.widthPx() + 1);
                top = Math.min(top, i / LAYOUT.widthPx());
                bottom = Math.max(bottom, i / LAYOUT.widthPx() + 1);
            }
        }
        if (right < 0 || look.leastScore() > SCORE) {
            return List.of();
        }
        boolean grey = right - left >= LAYOUT.widthPx() && bottom - top >= LAYOUT.heightPx();
        return grey ? List.of() : List.of(new Detection("person", SCORE, placement.toFrame(left, top, right, bottom)));
    }
}
