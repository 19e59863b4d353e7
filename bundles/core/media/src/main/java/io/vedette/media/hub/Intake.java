package io.vedette.media.hub;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import io.vedette.core.spi.media.Origin;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Takes a source's video packets: puts them on the time line, into the slab and to the hub. Confined to the capture thread. */
final class Intake implements MediaSource.Sink {

    /** A file that plays a camera's part and is later than this does not hurry to catch up. */
    private static final long LATE_NS = 1_000_000_000L;

    private final CaptureHub hub;
    private final Slab slab;
    private final Clocks clocks;
    private final boolean follow;
    private final Origin origin;
    private final TimeLine line = new TimeLine();
    private int video = -1;
    private StreamInfo stream;
    private boolean file;
    private long packets;
    private boolean arrived;
    private long arrivedNs;
    private boolean paced;
    private long paceNs;
    private volatile Instant lastArrival;
    private String refused = "";

    /** With {@code follow}, packets arrive at their media time since 1970 instead of the clock's. */
    Intake(CaptureHub hub, Slab slab, Clocks clocks, boolean follow, Origin origin) {
        this.hub = hub;
        this.slab = slab;
        this.clocks = clocks;
        this.follow = follow;
        this.origin = origin;
        this.lastArrival = clocks.wall().instant();
    }

    void connected(MediaSource.Capture capture) throws CaptureException {
        file = capture.seekable();
        line.reconnected();
        packets = 0;
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
                // Readers tell by the instance that nothing changed, so a connection made anew must not bring another.
                stream = streams.get(i).equals(stream) ? stream : streams.get(i);
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
        place(ptsNs, dtsNs);
        pace();
        lastArrival =
                follow ? Instant.EPOCH.plusNanos(line.ptsNs()) : clocks.wall().instant();
        packets++;
        hub.took(slab.take(payload).describe(stream, lastArrival, key).at(line.ptsNs(), line.dtsNs()), packets == 1);
    }

    private void place(long ptsNs, long dtsNs) {
        long now = clocks.ns();
        if (!arrived && !follow) {
            line.beginAt(origin.mediaTimeNs(now));
        }
        line.place(ptsNs, dtsNs, !arrived || file || follow ? 0 : now - arrivedNs);
        arrived = true;
        arrivedNs = now;
    }

    /** A file that plays a camera's part is read at its own speed, from one round to the next. */
    private void pace() {
        if (!file || follow) {
            return;
        }
        long now = clocks.ns();
        if (!paced || now - paceNs - line.dtsNs() > LATE_NS) {
            paced = true;
            paceNs = now - line.dtsNs();
        }
        hub.pauseUntil(paceNs + line.dtsNs());
    }
}
