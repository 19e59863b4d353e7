package io.vedette.testkit.contract;

import io.vedette.api.Box;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A look that notices who reads it when he may not: afterwards, or on another thread. Thread-safe. */
final class LentLook implements Look {

    private final Look look;
    private final Thread borrower = Thread.currentThread();
    private final List<String> misuses = new ArrayList<>();
    private boolean givenBack;

    /** Lends a look to the thread that calls. */
    LentLook(Look look) {
        this.look = look;
    }

    /** The call is over. */
    synchronized void giveBack() {
        givenBack = true;
    }

    /** What was done that may not be. */
    synchronized List<String> misuses() {
        return List.copyOf(misuses);
    }

    @Override
    public Placement read(Box region, PixelLayout layout, ByteBuffer target) {
        synchronized (this) {
            if (givenBack) {
                misuses.add("read after the call");
                throw new IllegalStateException("the look is given back");
            }
            if (Thread.currentThread() != borrower) {
                misuses.add("read by thread " + Thread.currentThread().getName());
            }
        }
        return look.read(region, layout, target);
    }

    @Override
    public Box region() {
        return look.region();
    }

    @Override
    public double leastScore() {
        return look.leastScore();
    }

    @Override
    public int frameWidthPx() {
        return look.frameWidthPx();
    }

    @Override
    public int frameHeightPx() {
        return look.frameHeightPx();
    }
}
