package io.vedette.trigger.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whether the structures lie as the kernel has them. The figures were told by a C program that was compiled with
 * {@code linux/gpio.h} and {@code poll.h}.
 */
class UapiTest {

    @Test
    void callsHaveTheKernelsNumbers() {
        assertThat(Uapi.GET_CHIPINFO).isEqualTo(0x8044B401L);
        assertThat(Uapi.V2_GET_LINEINFO).isEqualTo(0xC100B405L);
        assertThat(Uapi.V2_GET_LINE).isEqualTo(0xC250B407L);
        assertThat(Uapi.V2_LINE_GET_VALUES).isEqualTo(0xC010B40EL);
    }

    /** {@code _IOC(direction, 0xB4, number, size)}. */
    @Test
    void callsCarryTheSizesOfTheirStructures() {
        assertThat(Uapi.GET_CHIPINFO >> 16 & 0x3fff)
                .isEqualTo(Uapi.ChipInfo.SIZE)
                .isEqualTo(68);
        assertThat(Uapi.V2_GET_LINEINFO >> 16 & 0x3fff)
                .isEqualTo(Uapi.LineInfo.SIZE)
                .isEqualTo(256);
        assertThat(Uapi.V2_GET_LINE >> 16 & 0x3fff)
                .isEqualTo(Uapi.LineRequest.SIZE)
                .isEqualTo(592);
        assertThat(Uapi.V2_LINE_GET_VALUES >> 16 & 0x3fff)
                .isEqualTo(Uapi.LineValues.SIZE)
                .isEqualTo(16);
        assertThat(Uapi.LineEvent.SIZE).isEqualTo(48);
        assertThat(Syscalls.POLLFD_SIZE).isEqualTo(8);
    }

    @Test
    void fieldsLieWhereTheKernelHasThem() {
        assertThat(Uapi.ChipInfo.NAME).isZero();
        assertThat(Uapi.ChipInfo.LABEL).isEqualTo(32);
        assertThat(Uapi.ChipInfo.LINES).isEqualTo(64);
        assertThat(Uapi.LineInfo.NAME).isZero();
        assertThat(Uapi.LineInfo.CONSUMER).isEqualTo(32);
        assertThat(Uapi.LineInfo.OFFSET).isEqualTo(64);
        assertThat(Uapi.LineInfo.FLAGS).isEqualTo(72);
        assertThat(Uapi.LineEvent.TIMESTAMP_NS).isZero();
        assertThat(Uapi.LineEvent.ID).isEqualTo(8);
        assertThat(Uapi.LineValues.BITS).isZero();
        assertThat(Uapi.LineValues.MASK).isEqualTo(8);
        assertThat(Syscalls.POLLFD_EVENTS).isEqualTo(4);
        assertThat(Syscalls.POLLFD_REVENTS).isEqualTo(6);
        assertThat(Uapi.LineRequest.FD).isEqualTo(588);
    }

    @Test
    void aRequestIsWrittenAsTheKernelReadsIt() {
        Chip.Request request = new Chip.Request(17, "vedette:front", true, Bias.PULL_UP, 50_000, true);

        assertThat(wordsOf(request))
                .isEqualTo(Map.ofEntries(
                        // offsets[0]
                        Map.entry(0, 17),
                        // consumer
                        Map.entry(256, word("vede")),
                        Map.entry(260, word("tte:")),
                        Map.entry(264, word("fron")),
                        Map.entry(268, word("t\0\0\0")),
                        // config.flags: active-low, input, both edges, pull-up, time of day
                        Map.entry(288, 0b1001_0011_0110),
                        // config.num_attrs; attrs[0] (at 320): id, debounce_period_us, mask
                        Map.entry(296, 1),
                        Map.entry(320, 3),
                        Map.entry(328, 50_000),
                        Map.entry(336, 1),
                        // num_lines
                        Map.entry(560, 1)));
    }

    @Test
    void whatIsNotWantedIsNotWritten() {
        assertThat(wordsOf(new Chip.Request(0, "", false, Bias.AS_IS, 0, false)))
                .isEqualTo(Map.of(288, 0b11_0100, 560, 1));
        assertThat(wordsOf(new Chip.Request(0, "", false, Bias.PULL_DOWN, 0, false)))
                .containsEntry(288, 0b10_0011_0100);
        assertThat(wordsOf(new Chip.Request(0, "", false, Bias.DISABLED, 0, false)))
                .containsEntry(288, 0b100_0011_0100);
    }

    @Test
    void aNameEndsAtItsZeroOrItsField() {
        try (Memory memory = new Memory(Uapi.LineInfo.SIZE)) {
            memory.clear();
            memory.write(0, "GPIO17\0rest".getBytes(StandardCharsets.US_ASCII), 0, 11);
            memory.write(32, "x".repeat(40).getBytes(StandardCharsets.US_ASCII), 0, 40);

            assertThat(Uapi.text(memory, 0)).isEqualTo("GPIO17");
            assertThat(Uapi.text(memory, 32)).isEqualTo("x".repeat(32));
        }
    }

    /** The 32-bit words of a request that are not zero, by their offsets. */
    private static Map<Integer, Integer> wordsOf(Chip.Request request) {
        Map<Integer, Integer> words = new HashMap<>();
        try (Memory memory = new Memory(Uapi.LineRequest.SIZE)) {
            memory.clear();
            Uapi.write(request, memory);
            for (int at = 0; at < Uapi.LineRequest.SIZE; at += Integer.BYTES) {
                if (memory.getInt(at) != 0) {
                    words.put(at, memory.getInt(at));
                }
            }
        }
        return words;
    }

    private static int word(String four) {
        try (Memory memory = new Memory(Integer.BYTES)) {
            memory.write(0, four.getBytes(StandardCharsets.US_ASCII), 0, Integer.BYTES);
            return memory.getInt(0);
        }
    }
}
