package io.vedette.media.ffmpeg;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.time.Instant;

/** A packet that is set anew each time, so that it makes no garbage. */
final class Reused implements MediaPacket {
    private final StreamInfo stream;
    private ByteBuffer payload;
    private long ptsNs;
    private long dtsNs;
    private boolean key;

    Reused(StreamInfo stream) {
        this.stream = stream;
    }

    Reused set(ByteBuffer newPayload, long newPtsNs, long newDtsNs, boolean newKey) {
        payload = newPayload;
        ptsNs = newPtsNs;
        dtsNs = newDtsNs;
        key = newKey;
        return this;
    }

    @Override
    public ByteBuffer payload() {
        return payload;
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
        return Instant.EPOCH;
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
        return this;
    }

    @Override
    public void close() {}
}
