package io.vedette.event;

import io.vedette.api.media.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A frame of 64x36 grey samples that counts its handles. */
final class FakeFrame implements Frame {
    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    final AtomicInteger handles;
    private final Duration at;
    private final long index;

    FakeFrame(Duration at, long index) {
        this(at, index, new AtomicInteger(1));
    }

    private FakeFrame(Duration at, long index, AtomicInteger handles) {
        this.at = at;
        this.index = index;
        this.handles = handles;
    }

    @Override
    public int widthPx() {
        return 64;
    }

    @Override
    public int heightPx() {
        return 36;
    }

    @Override
    public boolean fullRange() {
        return true;
    }

    @Override
    public long ptsNs() {
        return at.toNanos();
    }

    @Override
    public ByteBuffer plane(int plane) {
        return ByteBuffer.allocateDirect(plane == 0 ? 64 * 36 : 32 * 18);
    }

    @Override
    public int stridePx(int plane) {
        return plane == 0 ? 64 : 32;
    }

    @Override
    public Instant capturedAt() {
        return START.plus(at);
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public Frame retain() {
        handles.incrementAndGet();
        return new FakeFrame(at, index, handles);
    }

    @Override
    public void close() {
        handles.decrementAndGet();
    }
}
