package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import io.vedette.core.spi.media.Hub;
import io.vedette.pipeline.expert.Answer;
import java.time.Instant;
import java.util.Optional;

/** A lane's place among its camera's packets, and what is counted and noted on the way. Confined to one lane. */
final class PacketCursor implements AutoCloseable {

    private static final long FAR_BEHIND_NS = 2_000_000_000L;

    private final Count.Board counts;
    private final Journal journal;
    private final Arrivals arrivals = new Arrivals();
    private Optional<Hub.Cursor> cursor = Optional.empty();
    private long lostOfCursor;
    private long lastDtsNs;
    private boolean again;
    private long broughtBackNs;
    private long taken;

    PacketCursor(Count.Board counts, Journal journal) {
        this.counts = counts;
        this.journal = journal;
    }

    /** Leaves the present connection for another, or for none (null); its time line is another. */
    void follow(Hub.Cursor other) {
        close();
        cursor = Optional.ofNullable(other);
        arrivals.clear();
        lastDtsNs = Long.MIN_VALUE;
        again = false;
        broughtBackNs = 0;
        lostOfCursor = 0;
    }

    /** The place in the hub's ring; empty where no hub is followed. */
    Optional<Hub.Cursor> place() {
        return cursor;
    }

    /** Jumps to the latest key frame where the lane is more than two seconds behind, not counting how far it went back by itself. */
    void jumpIfFarBehind() {
        Hub.Cursor place = cursor.orElseThrow();
        if (place.behindNs() > FAR_BEHIND_NS + broughtBackNs) {
            counts.add(Count.PACKETS_JUMPED, place.skipToLatestKey());
            broughtBackNs = 0;
        }
    }

    /** Goes back to the packet of that decoding time, or to the key frame nearest to it; what comes is known by {@link #again}. */
    void rewindTo(long dtsNs) {
        cursor.orElseThrow().rewindTo(dtsNs);
        wentBack();
    }

    /** Goes back to the key frame of its place. */
    void rewindToKey() {
        cursor.orElseThrow().rewindToKey();
        wentBack();
    }

    private void wentBack() {
        broughtBackNs = cursor.orElseThrow().behindNs();
        arrivals.wentBack();
        again = true;
    }

    /** Whether the packets that come now came before, since the cursor went back. */
    boolean again() {
        return again;
    }

    /** The next packet, as a handle that the caller closes; empty where there is none by now. */
    Optional<MediaPacket> next() {
        Hub.Cursor place = cursor.orElseThrow();
        Optional<MediaPacket> next = place.next();
        if (next.isEmpty()) {
            broughtBackNs = 0;
        }
        long lost = place.lost();
        counts.add(Count.PACKETS_LOST, lost - lostOfCursor);
        lostOfCursor = lost;
        return next;
    }

    /** Notes a packet; false where it was seen before, since the cursor went back. */
    boolean note(MediaPacket packet) {
        arrivals.add(packet);
        again = packet.dtsNs() < lastDtsNs;
        if (packet.dtsNs() <= lastDtsNs) {
            return false;
        }
        lastDtsNs = packet.dtsNs();
        taken++;
        counts.add(Count.PACKETS);
        journal.packet(packet);
        return true;
    }

    /** Notes that a look was answered, at this place in the packets. */
    void note(Pending look, Answer answer) {
        journal.answer(taken, look.frame().index(), answer);
    }

    /** Packets noted so far. */
    long taken() {
        return taken;
    }

    /** The time of the next picture to be shown. */
    Instant arrivalOf(long ptsNs) {
        return arrivals.show(ptsNs);
    }

    boolean caughtUp() {
        return cursor.orElseThrow().behindNs() == 0;
    }

    @Override
    public void close() {
        cursor.ifPresent(Hub.Cursor::close);
        cursor = Optional.empty();
    }
}
