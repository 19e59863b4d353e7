package io.vedette.media.picture;

import io.vedette.api.media.Frame;
import io.vedette.api.media.Picture;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One handle on a pooled frame; the last one that is closed gives the memory back. Thread-safe. */
final class PooledFrame implements Frame {

    private final PooledFrames pool;
    private final Planes planes;
    private final Facts facts;
    /** Open handles, shared by all of them. */
    private final AtomicInteger handles;

    private final AtomicBoolean closed = new AtomicBoolean();
    private final ByteBuffer[] views = new ByteBuffer[3];

    private PooledFrame(PooledFrames pool, Planes planes, Facts facts, AtomicInteger handles) {
        this.pool = pool;
        this.planes = planes;
        this.facts = facts;
        this.handles = handles;
        for (int plane = 0; plane < views.length; plane++) {
            views[plane] = planes.view(plane);
        }
        pool.open().made(this);
    }

    static PooledFrame first(PooledFrames pool, Planes planes, Facts facts) {
        return new PooledFrame(pool, planes, facts, new AtomicInteger(1));
    }

    /** What is known of a frame beside its samples. Immutable. */
    record Facts(int widthPx, int heightPx, boolean fullRange, long ptsNs, Instant capturedAt, long index) {
        Facts(Picture picture, Instant capturedAt, long index) {
            this(picture.widthPx(), picture.heightPx(), picture.fullRange(), picture.ptsNs(), capturedAt, index);
        }

        @Override
        public String toString() {
            return "frame " + index + " (" + widthPx + "x" + heightPx + ", captured " + capturedAt + ")";
        }
    }

    @Override
    public int widthPx() {
        return facts.widthPx();
    }

    @Override
    public int heightPx() {
        return facts.heightPx();
    }

    @Override
    public boolean fullRange() {
        return facts.fullRange();
    }

    @Override
    public long ptsNs() {
        return facts.ptsNs();
    }

    @Override
    public Instant capturedAt() {
        return facts.capturedAt();
    }

    @Override
    public long index() {
        return facts.index();
    }

    @Override
    public ByteBuffer plane(int index) {
        mustBeOpen("read");
        return views[index];
    }

    @Override
    public int stridePx(int index) {
        return planes.stridePx(index);
    }

    @Override
    public Frame retain() {
        mustBeOpen("retained");
        if (handles.getAndUpdate(n -> n > 0 ? n + 1 : 0) == 0) {
            throw new IllegalStateException(facts + " was closed while it was being retained");
        }
        return new PooledFrame(pool, planes, facts, handles);
    }

    private void mustBeOpen(String what) {
        if (closed.get()) {
            throw new IllegalStateException("closed handle of " + facts + " can't be " + what);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            throw new IllegalStateException("handle of " + facts + " is closed twice");
        }
        pool.open().closed(this);
        if (handles.decrementAndGet() == 0) {
            pool.giveBack(planes);
        }
    }

    @Override
    public String toString() {
        return facts + (closed.get() ? ", closed handle" : "");
    }
}
