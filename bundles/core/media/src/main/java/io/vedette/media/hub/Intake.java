package io.vedette.media.hub;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Takes a source's video packets: puts them on the time line, into the slab and to the hub. Confined to the capture thread. */
final class Intake implements MediaSource.Sink {

    private final CaptureHub hub;
    private final Slab slab;
    private final InstantSource clock;
    private final boolean follow;
    private final TimeLine line = new TimeLine();
    private int video = -1;
    private StreamInfo stream;
    private boolean file;
    private long packets;
    private long paceFromNs;
    private long paceFromDtsNs;
    private volatile Instant lastArrival;
    private String refused = "";

    /** With {@code follow}, packets arrive at their media time since 1970 instead of the clock's. */
    Intake(CaptureHub hub, Slab slab, InstantSource clock, boolean follow) {
        this.hub = hub;
        this.slab = slab;
        this.clock = clock;
        this.follow = follow;
        this.lastArrival = clock.instant();
    }

    void connected(MediaSource.Capture capture) throws CaptureException {
        file = capture.seekable();
        line.reconnected(
                file ? 0 : Duration.between(lastArrival, clock.instant()).toNanos());
        packets = 0;
        paceFromNs = 0;
        refused = "";
        streams(capture.streams());
        throwRefused();
    }

    /** Whether the media is a file. */
    boolean file() {
        return file;
    }

    /** Packets since the connection was made. */
    long packets() {
        return packets;
    }

    /** When the latest packet arrived; may be read by any thread. */
    Instant lastArrival() {
        return lastArrival;
    }

    void throwRefused() throws CaptureException {
        if (!refused.isEmpty()) {
            throw new CaptureException(refused);
        }
    }

    @Override
    public void streams(List<StreamInfo> streams) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).kind() == StreamInfo.Kind.VIDEO) {
                video = i;
                stream = streams.get(i);
                return;
            }
        }
        refused = "the stream has no pictures";
    }

    @Override
    public void packet(int index, ByteBuffer payload, long ptsNs, long dtsNs, boolean key) {
        if (index != video || !payload.hasRemaining()) {
            return;
        }
        if (payload.remaining() > Slab.LARGEST_PAYLOAD_BYTES) {
            refused = "a packet of " + payload.remaining() + " bytes is larger than any camera's";
            return;
        }
        line.place(ptsNs, dtsNs);
        pace();
        lastArrival = follow ? Instant.EPOCH.plusNanos(line.ptsNs()) : clock.instant();
        packets++;
        hub.took(slab.take(payload).describe(stream, lastArrival, key).at(line.ptsNs(), line.dtsNs()), packets == 1);
    }

    /** A file that plays a camera's part is read at its own speed. */
    private void pace() {
        if (!file || follow) {
            return;
        }
        if (paceFromNs == 0) {
            paceFromNs = System.nanoTime();
            paceFromDtsNs = line.dtsNs();
        }
        long aheadMs = (paceFromNs + line.dtsNs() - paceFromDtsNs - System.nanoTime()) / 1_000_000;
        if (aheadMs > 0) {
            hub.waitFor(aheadMs);
        }
    }
}
