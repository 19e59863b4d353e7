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
    private static final int IDLE_PER_CLASS = 64;

    private final ArrayDeque<SlabPacket>[] idle = newClasses();
    private long allocatedBytes;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<SlabPacket>[] newClasses() {
        ArrayDeque[] classes = new ArrayDeque[LARGEST_CLASS + 1];
        for (int i = SMALLEST_CLASS; i <= LARGEST_CLASS; i++) {
            classes[i] = new ArrayDeque<>(IDLE_PER_CLASS);
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
            }
        }
        if (packet == null) {
            packet = new SlabPacket(this, ByteBuffer.allocateDirect(1 << sizeClass));
        }
        packet.fill(payload);
        return packet;
    }

    synchronized void giveBack(SlabPacket packet) {
        int sizeClass = sizeClass(packet.capacity());
        if (idle[sizeClass].size() < IDLE_PER_CLASS) {
            idle[sizeClass].addFirst(packet);
        } else {
            allocatedBytes -= packet.capacity();
        }
    }

    /** Bytes of direct memory that the slab holds, used or idle. */
    synchronized long allocatedBytes() {
        return allocatedBytes;
    }

    private static int sizeClass(int bytes) {
        return Math.max(SMALLEST_CLASS, 32 - Integer.numberOfLeadingZeros(bytes - 1));
    }
}
