package io.vedette.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesFromHalfASecondToTen() {
        RandomGenerator never = () -> 0;
        Backoff backoff = new Backoff(never);
        for (long expected : new long[] {500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000}) {
            assertThat(backoff.failedMs()).isEqualTo(expected);
        }
    }

    @Test
    void beginsAnewAfterASuccess() {
        Backoff backoff = new Backoff(() -> 0);
        backoff.failedMs();
        backoff.failedMs();
        backoff.succeeded();
        assertThat(backoff.failedMs()).isEqualTo(500);
    }

    @Test
    void isSpreadOverAFifthSoThatCamerasDoNotComeBackInStep() {
        Backoff backoff = new Backoff(new SplittableRandom(1));
        for (int i = 0; i < 5; i++) {
            backoff.failedMs();
        }
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < 10_000; i++) {
            long wait = backoff.failedMs();
            least = Math.min(least, wait);
            most = Math.max(most, wait);
        }
        assertThat(least).isBetween(8000L, 8010L);
        assertThat(most).isBetween(9990L, 10_000L);
    }
}
