package io.vedette.pipeline.gate;

import java.nio.ByteBuffer;

/**
 * Reads the bits of one NAL unit and leaves out its emulation prevention bytes (ITU-T H.264 7.4.1, 9.1). Past the end every
 * value is 0 and {@link #failed} says so; nothing is thrown. Reused from unit to unit, makes no garbage. Confined to one lane.
 */
final class BitReader {

    private static final int MOST_ZEROS = 31;

    private ByteBuffer bytes;
    private int at;
    private int end;
    private int zeroBytes;
    private long cache;
    private int cached;
    private boolean failed;

    /** Begins with the bits from one index of the buffer to another. */
    void over(ByteBuffer buffer, int from, int to) {
        bytes = buffer;
        at = from;
        end = to;
        zeroBytes = 0;
        cache = 0;
        cached = 0;
        failed = false;
    }

    /** Whether more was asked than there is, or a value has no sense. */
    boolean failed() {
        return failed;
    }

    /** From now on nothing read is worth anything. */
    void fail() {
        failed = true;
        at = end;
        cache = 0;
        cached = 0;
    }

    private void fill() {
        while (cached <= 56 && at < end) {
            int next = bytes.get(at++) & 0xff;
            if (zeroBytes >= 2 && next == 3) {
                zeroBytes = 0;
            } else {
                zeroBytes = next == 0 ? zeroBytes + 1 : 0;
                cache |= (long) next << (56 - cached);
                cached += 8;
            }
        }
    }

    /** The next 0 to 32 bits. */
    int bits(int count) {
        if (count == 0) {
            return 0;
        }
        if (cached < count) {
            fill();
        }
        if (cached < count) {
            fail();
            return 0;
        }
        int value = (int) (cache >>> (64 - count));
        cache <<= count;
        cached -= count;
        return value;
    }

    boolean flag() {
        return bits(1) != 0;
    }

    /** An unsigned Exp-Golomb code (9.1); what does not fit is the largest integer. */
    int unsigned() {
        if (cached <= MOST_ZEROS) {
            fill();
        }
        int zeros = Long.numberOfLeadingZeros(cache);
        if (zeros > MOST_ZEROS || zeros >= cached) {
            fail();
            return 0;
        }
        bits(zeros);
        int value = bits(zeros + 1) - 1;
        return value < 0 ? Integer.MAX_VALUE : value;
    }

    /** An unsigned Exp-Golomb code that must not be larger. */
    int unsigned(int most) {
        int value = unsigned();
        if (value > most) {
            fail();
            return 0;
        }
        return value;
    }

    /** A signed Exp-Golomb code (9.1.1). */
    int signed() {
        int code = unsigned();
        return (code & 1) != 0 ? (code >>> 1) + 1 : -(code >>> 1);
    }
}
