package io.vedette.media.hub;

import io.vedette.api.media.MediaPacket;
import io.vedette.core.spi.media.Hub;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The latest packets of a camera, from a key frame on. Packets have rising numbers; readers are cursors, that is numbers.
 *
 * <p>What is older than the pre-roll leaves in whole GOPs; a stream without key frames is bounded by count and bytes. Thread-safe.
 */
final class PacketRing {

    private static final int MOST_PACKETS = 20_000;
    private static final long MOST_BYTES = 256L << 20;
    /** How far a reader that must not lose anything may lie behind before the capture thread waits for it. */
    private static final int FOLLOW_AHEAD = 64;

    private final ArrayDeque<MediaPacket> packets = new ArrayDeque<>();
    private final ArrayDeque<Long> keys = new ArrayDeque<>();
    private final List<RingCursor> cursors = new ArrayList<>();
    private final boolean waitForReaders;
    private long firstNumber;
    private long bytes;
    private long prerollNs;
    private boolean closed;

    PacketRing(long prerollNs, boolean waitForReaders) {
        this.prerollNs = prerollNs;
        this.waitForReaders = waitForReaders;
    }

    synchronized void preroll(long ns) {
        prerollNs = ns;
        trim();
    }

    /** Takes over the packet's handle. Waits, where readers must not lose anything, until they have followed. */
    synchronized void append(MediaPacket packet) throws InterruptedException {
        while (waitForReaders && !closed && (cursors.isEmpty() || end() - slowest() >= FOLLOW_AHEAD)) {
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
        Iterator<Long> each = keys.iterator();
        each.next();
        return each.next();
    }

    /** Whether the GOPs before the given key frame are older than the pre-roll. */
    private boolean removable(long key) {
        long keyDts = get(key).dtsNs();
        return packets.getLast().dtsNs() - keyDts >= prerollNs && (!waitForReaders || slowest() >= key);
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

    /** ArrayDeque has no index; the ring is walked from its nearer end. */
    private MediaPacket get(long number) {
        long fromStart = number - firstNumber;
        long fromEnd = end() - 1 - number;
        Iterator<MediaPacket> each = fromStart <= fromEnd ? packets.iterator() : packets.descendingIterator();
        for (long i = Math.min(fromStart, fromEnd); i > 0; i--) {
            each.next();
        }
        return each.next();
    }

    synchronized RingCursor follow() {
        RingCursor cursor = new RingCursor(keys.isEmpty() ? end() : keys.getLast());
        if (waitForReaders) {
            cursor.number = firstNumber;
        }
        cursors.add(cursor);
        notifyAll();
        return cursor;
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
        private long number;
        private long lost;

        private RingCursor(long number) {
            this.number = number;
        }

        @Override
        public Optional<MediaPacket> next() {
            synchronized (PacketRing.this) {
                if (number < firstNumber) {
                    long resume = keys.isEmpty() ? firstNumber : keys.getFirst();
                    lost += resume - number;
                    number = resume;
                }
                if (number >= end()) {
                    return Optional.empty();
                }
                MediaPacket packet = get(number).retain();
                number++;
                if (waitForReaders) {
                    PacketRing.this.notifyAll();
                }
                return Optional.of(packet);
            }
        }

        @Override
        public void rewindToKey() {
            synchronized (PacketRing.this) {
                Iterator<Long> latestFirst = keys.descendingIterator();
                while (latestFirst.hasNext()) {
                    long key = latestFirst.next();
                    if (key <= number) {
                        number = key;
                        return;
                    }
                }
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
                return number >= end()
                        ? 0
                        : packets.getLast().dtsNs()
                                - get(Math.max(number, firstNumber)).dtsNs();
            }
        }

        @Override
        public void close() {
            synchronized (PacketRing.this) {
                cursors.remove(this);
                PacketRing.this.notifyAll();
            }
        }
    }
}
