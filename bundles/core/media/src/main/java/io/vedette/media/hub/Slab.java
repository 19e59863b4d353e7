package io.vedette.media.hub;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Recycled direct memory for packet payloads, in size classes of powers of two; 64 zero bytes stand behind every payload.
 * Thread-safe.
 */
final class Slab {

    /** What avcodec may read beyond a payload (AV_INPUT_BUFFER_PADDING_SIZE). */
    static final int PADDING = 64;

    /** Larger packets are refused: no camera sends them, a hostile stream might. */
    static final int LARGEST_PAYLOAD_BYTES = 32 << 20;

    private static final int SMALLEST_CLASS = 10;
    private static final int LARGEST_CLASS = 26;
    /** What more comes back goes to the garbage collector; one stream with huge packets must not hold memory for ever. */
    static final long MOST_IDLE_BYTES = 64 << 20;

    private final ArrayDeque<SlabPacket>[] idle = newClasses();
    private long allocatedBytes;
    private long idleBytes;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<SlabPacket>[] newClasses() {
        ArrayDeque[] classes = new ArrayDeque[LARGEST_CLASS + 1];
        for (int i = SMALLEST_CLASS; i <= LARGEST_CLASS; i++) {
            classes[i] = new ArrayDeque<>();
        }
        return classes;
    }

    /** A packet with one handle, its payload filled from the given buffer (whose position stays). */
    SlabPacket take(ByteBuffer payload) {
        int size = payload.remaining();
        if (size > LARGEST_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a packet may have up to " + LARGEST_PAYLOAD_BYTES + " bytes, but has " + size);
        }
        int sizeClass = sizeClass(size + PADDING);
        SlabPacket packet;
        synchronized (this) {
            packet = idle[sizeClass].pollFirst();
            if (packet == null) {
                allocatedBytes += 1L << sizeClass;
            } else {
                idleBytes -= packet.capacity();
            }
        }
        if (packet == null) {
            packet = new SlabPacket(this, ByteBuffer.allocateDirect(1 << sizeClass));
        }
        packet.fill(payload);
        return packet;
    }

    synchronized void giveBack(SlabPacket packet) {
        if (idleBytes + packet.capacity() <= MOST_IDLE_BYTES) {
            idle[sizeClass(packet.capacity())].addFirst(packet);
            idleBytes += packet.capacity();
        } else {
            allocatedBytes -= packet.capacity();
        }
    }

    /** Bytes of direct memory that the slab holds, used or idle. */
    synchronized long allocatedBytes() {
        return allocatedBytes;
    }

    /** Bytes of it that wait to be used again. */
    synchronized long idleBytes() {
        return idleBytes;
    }

    private static int sizeClass(int bytes) {
        return Math.max(SMALLEST_CLASS, 32 - Integer.numberOfLeadingZeros(bytes - 1));
    }
}
