package io.vedette.pipeline.gate;

import java.nio.ByteBuffer;

/**
 * Walks over the NAL units of a packet: byte stream format (ITU-T H.264 annex B) or length-prefixed (ISO/IEC 14496-15). Reused
 * from packet to packet, makes no garbage. Confined to one lane.
 */
final class NalUnits {

    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private ByteBuffer bytes;
    private int limit;
    private int lengthBytes;
    private int next;
    private int from;
    private int to;
    private boolean broken;

    /**
     * Begins before the first unit.
     *
     * @param lengthBytes 1 to 4 for length-prefixed units, 0 for the byte stream format
     */
    void over(ByteBuffer buffer, int lengthBytes) {
        this.bytes = buffer;
        this.limit = buffer.limit();
        this.lengthBytes = lengthBytes;
        this.broken = false;
        this.next = lengthBytes == 0 ? afterStartCode(startCode(0)) : 0;
        if (lengthBytes == 0 && next > limit) {
            broken = true;
        }
    }

    /** Goes to the next unit that is not empty; false after the last. */
    boolean next() {
        while (next < limit) {
            if (lengthBytes == 0) {
                from = next;
                int code = startCode(from);
                to = withoutZeros(code);
                next = afterStartCode(code);
            } else if (!prefixed()) {
                return false;
            }
            if (to > from) {
                return true;
            }
        }
        return false;
    }

    private boolean prefixed() {
        long length = 0;
        for (int i = 0; i < lengthBytes && next + i < limit; i++) {
            length = (length << 8) | (bytes.get(next + i) & 0xff);
        }
        from = next + lengthBytes;
        if (from > limit || length > limit - from) {
            broken = true;
            next = limit;
            return false;
        }
        to = from + (int) length;
        next = to;
        return true;
    }

    /** The index of the unit's header. */
    int from() {
        return from;
    }

    /** The index behind the unit's last byte. */
    int to() {
        return to;
    }

    /** The first byte of the unit's header. */
    int header() {
        return bytes.get(from) & 0xff;
    }

    /** How much of the unit is more than stuffing: without cabac_zero_words (H.264 7.4.2.10) and zeros behind it. */
    int usefulBytes() {
        int end = to;
        while (end - from > 3 && bytes.get(end - 1) == 3 && bytes.get(end - 2) == 0 && bytes.get(end - 3) == 0) {
            end -= 3;
        }
        return end - from;
    }

    /** Whether the packet's form was not what it should be. */
    boolean broken() {
        return broken;
    }

    private int afterStartCode(int code) {
        return code >= limit ? limit + 1 : code + 3;
    }

    private int withoutZeros(int code) {
        int end = code;
        while (end > from && bytes.get(end - 1) == 0) {
            end--;
        }
        return end;
    }

    /** The place of the next 00 00 01, or the limit. Eight bytes at once, since there is seldom a zero among them. */
    private int startCode(int start) {
        int i = start;
        for (; i + 10 <= limit; i += 8) {
            long eight = bytes.getLong(i);
            if (((eight - ONES) & ~eight & TOPS) != 0) {
                int found = startCode(i, i + 8);
                if (found >= 0) {
                    return found;
                }
            }
        }
        int found = startCode(i, limit - 2);
        return found >= 0 ? found : limit;
    }

    private int startCode(int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes.get(i) == 0 && bytes.get(i + 1) == 0 && bytes.get(i + 2) == 1) {
                return i;
            }
        }
        return -1;
    }
}
