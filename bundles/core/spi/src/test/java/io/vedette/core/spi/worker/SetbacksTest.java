package io.vedette.core.spi.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.spi.worker.WorkerState.Status;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SetbacksTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private final Setbacks setbacks = new Setbacks("vedette-test", true);
    private final Throwable bug = new IllegalStateException("a bug\nin two lines");

    @Test
    void restsLongerEachTimeUpToHalfAMinute() {
        long nowNs = 0;
        long[] rests = new long[12];
        for (int i = 0; i < rests.length; i++) {
            rests[i] = setbacks.befell(bug, nowNs);
            nowNs += rests[i] * 1_000_000;
        }
        assertThat(rests).containsExactly(100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000, 30_000);
        assertThat(setbacks.befell(bug, nowNs + 61 * SECOND)).isEqualTo(100);
    }

    @Test
    void tellsAnAccidentFromWhatBreaksAgainAndAgain() {
        assertThat(setbacks.state(0).status()).isEqualTo(Status.RUNNING);
        setbacks.befell(bug, 0);
        assertThat(setbacks.state(SECOND).status()).isEqualTo(Status.RESTARTED);
        setbacks.befell(bug, 2 * SECOND);
        setbacks.befell(bug, 3 * SECOND);
        assertThat(setbacks.state(4 * SECOND).status()).isEqualTo(Status.FAILING);
        assertThat(setbacks.state(4 * SECOND).lastFailure()).isEqualTo("java.lang.IllegalStateException: a bug");
        assertThat(setbacks.state(64 * SECOND).status()).isEqualTo(Status.RESTARTED);
        assertThat(setbacks.state(3600 * SECOND).status()).isEqualTo(Status.RUNNING);
        assertThat(setbacks.state(3600 * SECOND).restarts()).isEqualTo(3);
    }

    /** An exception may be as broken as what threw it. */
    @Test
    void goesOnWhereEvenTheTellingBreaks() {
        Throwable mute = new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new OutOfMemoryError("again");
            }
        };
        assertThat(setbacks.befell(mute, 0)).isEqualTo(100);
        assertThat(setbacks.befell(mute, 0)).isEqualTo(200);
    }
}
