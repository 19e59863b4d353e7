package io.vedette.trigger.gpio;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;

/**
 * The kernel's structures for GPIO lines, version 2 ({@code linux/gpio.h}, since Linux 5.10): numbers of calls, sizes, offsets. They
 * are the same on all processors that Java runs on under Linux, with 32 bits and with 64, but for MIPS, POWER and SPARC, whose call
 * numbers differ.
 */
final class Uapi {
    static final long GET_CHIPINFO = 0x8044B401L;
    static final long V2_GET_LINEINFO = 0xC100B405L;
    static final long V2_GET_LINE = 0xC250B407L;
    static final long V2_LINE_GET_VALUES = 0xC010B40EL;

    /** Bytes of a name, its last zero among them. */
    static final int NAME_SIZE = 32;

    static final long FLAG_USED = 1;
    static final long FLAG_ACTIVE_LOW = 1 << 1;
    static final long FLAG_INPUT = 1 << 2;
    static final long FLAG_EDGE_RISING = 1 << 4;
    static final long FLAG_EDGE_FALLING = 1 << 5;
    static final long FLAG_BIAS_PULL_UP = 1 << 8;
    static final long FLAG_BIAS_PULL_DOWN = 1 << 9;
    static final long FLAG_BIAS_DISABLED = 1 << 10;
    static final long FLAG_EVENT_CLOCK_REALTIME = 1 << 11;

    private static final int ATTR_DEBOUNCE = 3;

    /** From inactive to active; whether that is up or down says {@link #FLAG_ACTIVE_LOW}. */
    static final int EVENT_RISING_EDGE = 1;

    private Uapi() {}

    /** {@code struct gpiochip_info}. */
    static final class ChipInfo {
        static final int SIZE = 68;
        static final int NAME = 0;
        static final int LABEL = 32;
        static final int LINES = 64;

        private ChipInfo() {}
    }

    /** {@code struct gpio_v2_line_info}. */
    static final class LineInfo {
        static final int SIZE = 256;
        static final int NAME = 0;
        static final int CONSUMER = 32;
        static final int OFFSET = 64;
        static final int FLAGS = 72;

        private LineInfo() {}
    }

    /** {@code struct gpio_v2_line_request}, its {@code config} and that one's first attribute within it. */
    static final class LineRequest {
        static final int SIZE = 592;
        static final int OFFSETS = 0;
        static final int CONSUMER = 256;
        static final int CONFIG_FLAGS = 288;
        static final int CONFIG_NUM_ATTRS = 296;
        static final int ATTR_ID = 320;
        static final int ATTR_DEBOUNCE_US = 328;
        static final int ATTR_MASK = 336;
        static final int NUM_LINES = 560;
        static final int FD = 588;

        private LineRequest() {}
    }

    /** {@code struct gpio_v2_line_event}. */
    static final class LineEvent {
        static final int SIZE = 48;
        static final int TIMESTAMP_NS = 0;
        static final int ID = 8;

        private LineEvent() {}
    }

    /** {@code struct gpio_v2_line_values}. */
    static final class LineValues {
        static final int SIZE = 16;
        static final int BITS = 0;
        static final int MASK = 8;

        private LineValues() {}
    }

    /** Writes a request for one line into memory that is empty. */
    static void write(Chip.Request request, Memory memory) {
        memory.setInt(LineRequest.OFFSETS, request.line());
        memory.setInt(LineRequest.NUM_LINES, 1);
        byte[] consumer = request.consumer().getBytes(StandardCharsets.US_ASCII);
        memory.write(LineRequest.CONSUMER, consumer, 0, Math.min(NAME_SIZE - 1, consumer.length));
        memory.setLong(LineRequest.CONFIG_FLAGS, flags(request));
        if (request.debounceUs() > 0) {
            memory.setInt(LineRequest.CONFIG_NUM_ATTRS, 1);
            memory.setInt(LineRequest.ATTR_ID, ATTR_DEBOUNCE);
            memory.setInt(LineRequest.ATTR_DEBOUNCE_US, request.debounceUs());
            memory.setLong(LineRequest.ATTR_MASK, 1);
        }
    }

    private static long flags(Chip.Request request) {
        long bias =
                switch (request.bias()) {
                    case PULL_UP -> FLAG_BIAS_PULL_UP;
                    case PULL_DOWN -> FLAG_BIAS_PULL_DOWN;
                    case DISABLED -> FLAG_BIAS_DISABLED;
                    case AS_IS -> 0;
                };
        return FLAG_INPUT
                | FLAG_EDGE_RISING
                | FLAG_EDGE_FALLING
                | bias
                | (request.activeLow() ? FLAG_ACTIVE_LOW : 0)
                | (request.realtime() ? FLAG_EVENT_CLOCK_REALTIME : 0);
    }

    /** A name in a structure. */
    static String text(Memory memory, int offset) {
        byte[] bytes = memory.getByteArray(offset, NAME_SIZE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        // Of a board's description, and told to people.
        return new String(bytes, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }
}
