package io.vedette.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of other programs and of this process. */
class ReadingTest {

    @Test
    void findsTheProcessorTimeThatFfmpegTells() {
        assertThat(Ffmpeg.cpuSeconds("frame= 9\nbench: utime=1.906s stime=0.073s rtime=2.345s\nbench: maxrss=1KiB"))
                .hasValueCloseTo(1.979, within(1e-9));
        assertThat(Ffmpeg.cpuSeconds("frame= 9")).isEmpty();
    }

    @Test
    void readsTheResidentMemory() {
        assertThat(Memory.resident(List.of("VmHWM:\t  9 kB", "VmRSS:\t  123456 kB")))
                .hasValue(123_456L);
        assertThat(Memory.resident(List.of("Name: java"))).isEmpty();
    }

    @Test
    void takesNoDelayFromTheEndOfAnEvent() {
        String json =
                "{\"schema\":1,\"type\":\"%s\",\"event_id\":\"x\",\"timestamp_utc\":\"2026-01-02T03:04:05.678Z\"}";

        assertThat(EventDelay.toldOf(json.formatted("new"))).hasValue(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(EventDelay.toldOf(json.formatted("update"))).isPresent();
        assertThat(EventDelay.toldOf(json.formatted("end"))).isEmpty();
    }

    @Test
    void takesTheNearestRank() {
        Samples samples = new Samples(List.of(4.0, 1.0, 3.0, 2.0));

        assertThat(samples.median()).isEqualTo(2);
        assertThat(samples.percentile(0.99)).isEqualTo(4);
        assertThat(samples.percentile(0)).isEqualTo(1);
    }

    @Test
    void countsWhatAThreadAllocates() {
        String name = Thread.currentThread().getName();
        Map<Long, Long> before = Threads.allocated(name);
        byte[] garbage = new byte[1 << 20];
        Map<Long, Long> after = Threads.allocated(name);

        assertThat(garbage).hasSize(1 << 20);
        assertThat(Threads.between(before, after)).isGreaterThanOrEqualTo(1 << 20);
        assertThat(Threads.between(Map.of(), Map.of(7L, 5L))).isEqualTo(5);
        assertThat(Threads.allocated("no thread of this name")).isEmpty();
    }
}
