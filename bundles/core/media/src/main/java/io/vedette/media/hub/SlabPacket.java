package io.vedette.media.hub;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A packet whose memory returns to the slab with its last handle. Thread-safe once {@link #describe described}. */
final class SlabPacket implements MediaPacket {

    private final Slab slab;
    private final ByteBuffer buffer;
    private final AtomicInteger handles = new AtomicInteger();
    private StreamInfo stream;
    private Instant arrival;
    private long ptsNs;
    private long dtsNs;
    private boolean key;

    SlabPacket(Slab slab, ByteBuffer buffer) {
        this.slab = slab;
        this.buffer = buffer;
    }

    void fill(ByteBuffer payload) {
        int size = payload.remaining();
        int from = payload.position();
        buffer.clear();
        buffer.put(0, payload, from, size);
        for (int i = 0; i < Slab.PADDING; i += Long.BYTES) {
            buffer.putLong(size + i, 0);
        }
        buffer.limit(size);
        handles.set(1);
    }

    SlabPacket describe(StreamInfo stream, Instant arrival, boolean key) {
        this.stream = stream;
        this.arrival = arrival;
        this.key = key;
        return this;
    }

    SlabPacket at(long ptsNs, long dtsNs) {
        this.ptsNs = ptsNs;
        this.dtsNs = dtsNs;
        return this;
    }

    int capacity() {
        return buffer.capacity();
    }

    @Override
    public ByteBuffer payload() {
        return buffer;
    }

    @Override
    public long ptsNs() {
        return ptsNs;
    }

    @Override
    public long dtsNs() {
        return dtsNs;
    }

    @Override
    public Instant arrival() {
        return arrival;
    }

    @Override
    public boolean key() {
        return key;
    }

    @Override
    public StreamInfo stream() {
        return stream;
    }

    @Override
    public MediaPacket retain() {
        if (handles.getAndUpdate(SlabPacket::oneMore) <= 0) {
            throw new IllegalStateException("the packet was already given back");
        }
        return this;
    }

    @Override
    public void close() {
        int before = handles.getAndUpdate(SlabPacket::oneLess);
        if (before == 1) {
            slab.giveBack(this);
        } else if (before <= 0) {
            throw new IllegalStateException("the packet was given back once too often");
        }
    }

    /** The count of a packet that was given back stays 0, whatever is tried: its memory may be another packet's by now. */
    private static int oneMore(int handles) {
        return handles == 0 ? 0 : handles + 1;
    }

    private static int oneLess(int handles) {
        return handles == 0 ? 0 : handles - 1;
    }
}
