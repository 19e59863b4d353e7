package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final long S = 1_000_000_000L;
    private final Breaker breaker = new Breaker();

    @Test
    void opensAfterThreeFailuresInARow() {
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.failed()).isFalse();
        breaker.answered();
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.failed()).isTrue();
    }

    @Test
    void restsLongerEachTimeUntilItHasProvedItself() {
        long now = 0;
        for (long rest : new long[] {10, 20, 40, 80, 160, 300, 300}) {
            breaker.open(now);
            assertThat(breaker.word()).isEqualTo("open");
            assertThat(breaker.rested(now + rest * S - 1)).isFalse();
            now += rest * S;
            assertThat(breaker.rested(now)).isTrue();
        }
        breaker.ready();
        for (int i = 1; i < Breaker.PROBES; i++) {
            assertThat(breaker.answered()).isFalse();
        }
        assertThat(breaker.answered()).as("closed by the last probe").isTrue();
        breaker.open(now);
        assertThat(breaker.rested(now + 10 * S)).isTrue();
    }

    @Test
    void oneFailedProbeOpensItAgain() {
        breaker.open(0);
        breaker.ready();
        assertThat(breaker.halfOpen()).isTrue();
        assertThat(breaker.word()).isEqualTo("half-open");
        breaker.answered();
        assertThat(breaker.failed()).isTrue();
    }

    @Test
    void whatWasNeverOpenNeedsNoProbes() {
        breaker.ready();
        assertThat(breaker.word()).isEqualTo("closed");
        assertThat(breaker.rested(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void aChangeEndsTheRest() {
        breaker.open(0);
        breaker.open(0);
        breaker.wake(5 * S);
        assertThat(breaker.rested(5 * S)).isTrue();
        breaker.open(5 * S);
        assertThat(breaker.rested(15 * S)).as("a short rest again").isTrue();
    }
}
