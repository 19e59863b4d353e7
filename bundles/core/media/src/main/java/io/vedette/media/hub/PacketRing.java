package io.vedette.media.hub;

import io.vedette.api.media.MediaPacket;
import io.vedette.core.spi.media.Hub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The latest packets of a camera, from a key frame on. Packets have rising numbers; readers are cursors, that is numbers.
 *
 * <p>What is older than the pre-roll, and than 2 s, leaves in whole GOPs; so that a reader may go back beyond the latest two key
 * frames, three stay while they are not older than 10 s. A stream without key frames is bounded by count and bytes. Thread-safe.
 */
final class PacketRing {

    private static final int MOST_PACKETS = 20_000;
    private static final long MOST_BYTES = 256L << 20;
    /** A reader may lie this far behind, however short the pre-roll; lanes that are later jump of themselves. */
    private static final long LEAST_NS = 2_000_000_000L;
    /** So many key frames stay, however short the pre-roll. */
    private static final int LEAST_KEYS = 3;
    /** But none that is older, since nobody goes back so far. */
    private static final long OLDEST_KEY_NS = 10_000_000_000L;
    /** How far a reader that must not lose anything may lie behind before the capture thread waits for it. */
    private static final int FOLLOW_AHEAD = 64;

    private final IndexedQueue<MediaPacket> packets = new IndexedQueue<>();
    private final IndexedQueue<Long> keys = new IndexedQueue<>();
    private final List<RingCursor> cursors = new ArrayList<>();
    private final boolean waitForReaders;
    private long firstNumber;
    private long bytes;
    private long prerollNs;
    private boolean closed;

    PacketRing(long prerollNs, boolean waitForReaders) {
        this.prerollNs = Math.max(LEAST_NS, prerollNs);
        this.waitForReaders = waitForReaders;
    }

    synchronized void preroll(long ns) {
        prerollNs = Math.max(LEAST_NS, ns);
        trim();
    }

    /** Takes over the packet's handle. Waits, where readers must not lose anything, until they have followed. */
    synchronized void append(MediaPacket packet) throws InterruptedException {
        while (waitForReaders && !closed && (cursors.isEmpty() || end() - slowest() >= mostAhead())) {
            wait();
        }
        if (closed) {
            packet.close();
            return;
        }
        if (packet.key()) {
            keys.addLast(end());
        }
        packets.addLast(packet);
        bytes += packet.payload().limit();
        trim();
    }

    /** Packets that nobody may lose are not to fill the ring: of large ones it holds fewer. */
    private int mostAhead() {
        return bytes > MOST_BYTES / 2 ? 1 : FOLLOW_AHEAD;
    }

    private long end() {
        return firstNumber + packets.size();
    }

    private long slowest() {
        long slowest = end();
        for (RingCursor cursor : cursors) {
            slowest = Math.min(slowest, cursor.number);
        }
        return slowest;
    }

    private void trim() {
        while (keys.size() > 1 && removable(secondKey())) {
            removeUntil(secondKey());
        }
        while (packets.size() > MOST_PACKETS || bytes > MOST_BYTES) {
            removeFirst();
        }
    }

    private long secondKey() {
        return keys.get(1);
    }

    /** Whether the GOPs before the given key frame are older than the pre-roll. */
    private boolean removable(long key) {
        long ageNs = packets.getLast().dtsNs() - get(key).dtsNs();
        boolean needless = keys.size() > LEAST_KEYS || ageNs >= OLDEST_KEY_NS;
        return needless && ageNs >= prerollNs && (!waitForReaders || passed(key));
    }

    /** Whether all readers have passed a key frame, and the one behind it if there is one: they may go back to the one before. */
    private boolean passed(long key) {
        return (keys.size() > 2 ? keys.get(2) : key) < slowest();
    }

    private void removeUntil(long number) {
        while (firstNumber < number) {
            removeFirst();
        }
    }

    private void removeFirst() {
        MediaPacket first = packets.removeFirst();
        bytes -= first.payload().limit();
        if (!keys.isEmpty() && keys.getFirst() == firstNumber) {
            keys.removeFirst();
        }
        firstNumber++;
        first.close();
    }

    private MediaPacket get(long number) {
        return packets.get((int) (number - firstNumber));
    }

    /** A reader from the latest key frame on; of what nobody may lose, from the first packet on. */
    synchronized RingCursor follow(Runnable onClose) {
        long latest = keys.isEmpty() ? end() : keys.getLast();
        return readFrom(waitForReaders ? firstNumber : latest, onClose);
    }

    /** A reader from the latest key frame on that had arrived by then, else from the oldest. */
    synchronized RingCursor since(Instant arrival, Runnable onClose) {
        int key = keys.size() - 1;
        while (key > 0 && get(keys.get(key)).arrival().isAfter(arrival)) {
            key--;
        }
        return readFrom(key < 0 ? end() : keys.get(key), onClose);
    }

    private RingCursor readFrom(long number, Runnable onClose) {
        RingCursor cursor = new RingCursor(number, onClose);
        cursors.add(cursor);
        notifyAll();
        return cursor;
    }

    /** Wakes the capture thread once it may read a good many packets, not for each: its waking costs more than a packet. */
    private void readersMoved() {
        if (waitForReaders && end() - slowest() <= mostAhead() / 2) {
            notifyAll();
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized void close() {
        closed = true;
        while (!packets.isEmpty()) {
            removeFirst();
        }
        keys.clear();
        notifyAll();
    }

    /** A reader's place. Confined to its reader, but for the ring's lock. */
    final class RingCursor implements Hub.Cursor {
        private final Runnable onClose;
        private long number;
        private long lost;

        private RingCursor(long number, Runnable onClose) {
            this.number = number;
            this.onClose = onClose;
        }

        @Override
        public Optional<MediaPacket> next() {
            synchronized (PacketRing.this) {
                if (number < firstNumber && !closed) {
                    long resume = keys.isEmpty() ? firstNumber : keys.getFirst();
                    lost += resume - number;
                    number = resume;
                }
                if (caughtUp()) {
                    return Optional.empty();
                }
                MediaPacket packet = get(number).retain();
                number++;
                readersMoved();
                return Optional.of(packet);
            }
        }

        @Override
        public void rewindToKey() {
            synchronized (PacketRing.this) {
                for (int i = keys.size() - 1; i >= 0; i--) {
                    long key = keys.get(i);
                    if (key <= number) {
                        number = key;
                        return;
                    }
                }
            }
        }

        @Override
        public boolean rewindTo(long dtsNs) {
            synchronized (PacketRing.this) {
                long found = Math.min(number, end());
                while (found > firstNumber && get(found - 1).dtsNs() >= dtsNs) {
                    found--;
                }
                boolean there =
                        found >= firstNumber && found < end() && get(found).dtsNs() == dtsNs;
                if (there) {
                    number = found;
                } else if (!keys.isEmpty()) {
                    number = Math.min(number, keys.getFirst());
                }
                return there;
            }
        }

        @Override
        public int skipToLatestKey() {
            synchronized (PacketRing.this) {
                if (keys.isEmpty() || keys.getLast() <= number) {
                    return 0;
                }
                int skipped = (int) (keys.getLast() - number);
                number = keys.getLast();
                readersMoved();
                return skipped;
            }
        }

        @Override
        public long lost() {
            synchronized (PacketRing.this) {
                return lost;
            }
        }

        @Override
        public long behindNs() {
            synchronized (PacketRing.this) {
                if (caughtUp()) {
                    return 0;
                }
                long next = get(Math.max(number, firstNumber)).dtsNs();
                return Math.max(1, packets.getLast().dtsNs() - next);
            }
        }

        private boolean caughtUp() {
            return closed || number >= end();
        }

        @Override
        public void close() {
            synchronized (PacketRing.this) {
                if (!cursors.remove(this)) {
                    return;
                }
                PacketRing.this.notifyAll();
            }
            onClose.run();
        }
    }
}
