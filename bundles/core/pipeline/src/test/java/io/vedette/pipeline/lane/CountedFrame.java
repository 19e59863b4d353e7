package io.vedette.pipeline.lane;

import io.vedette.api.media.Frame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A frame without samples that counts its handles. Thread-safe. */
record CountedFrame(long index, AtomicInteger handles) implements Frame {

    CountedFrame(long index) {
        this(index, new AtomicInteger(1));
    }

    @Override
    public Instant capturedAt() {
        return Instant.EPOCH;
    }

    @Override
    public Frame retain() {
        handles.incrementAndGet();
        return this;
    }

    @Override
    public void close() {
        handles.decrementAndGet();
    }

    @Override
    public int widthPx() {
        return 1280;
    }

    @Override
    public int heightPx() {
        return 720;
    }

    @Override
    public boolean fullRange() {
        return false;
    }

    @Override
    public long ptsNs() {
        return index * 200_000_000;
    }

    @Override
    public ByteBuffer plane(int plane) {
        throw new UnsupportedOperationException("plane");
    }

    @Override
    public int stridePx(int plane) {
        return widthPx();
    }
}
