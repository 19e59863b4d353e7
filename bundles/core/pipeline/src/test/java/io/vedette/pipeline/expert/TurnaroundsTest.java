package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.spi.expert.LookTimes;
import org.junit.jupiter.api.Test;

class TurnaroundsTest {
    private static final long MS = 1_000_000;
    private final Turnarounds looks = new Turnarounds();

    @Test
    void countsEachLookInTheBucketOfItsTime() {
        looks.add("a/1", 0);
        looks.add("a/1", 2 * MS);
        looks.add("a/1", 2 * MS + 1);
        looks.add("b/1", 60_000 * MS);

        LookTimes all = looks.all();
        assertThat(all.uptoMs()).isSorted().last().isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(all.counts().subList(0, 2)).containsExactly(2L, 1L);
        assertThat(all.counts().get(all.counts().size() - 1)).isEqualTo(1L);
        assertThat(all.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(4);
        assertThat(all.sumMs()).isEqualTo((60_004 * MS + 1) / 1e6);
    }

    @Test
    void tellsAPercentileOfATime() {
        long before = System.nanoTime();
        for (int i = 1; i <= 100; i++) {
            looks.add("a/1", i * MS);
        }
        assertThat(looks.p95Ms(before, System.nanoTime() + MS)).hasValue(95);
        assertThat(looks.answered("a/1", before)).isEqualTo(100);
        assertThat(looks.p95Ms(before - MS, before)).isEmpty();
    }
}
