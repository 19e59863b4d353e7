package io.vedette.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProbeBudgetTest {

    private static final long TICK_NS = 40_000_000L;

    /** Cameras ask with every packet; those granted ask again after some seconds. Gives how often each was granted. */
    private static int[] run(ProbeBudget budget, int seconds, double cost, int[] restTicks) {
        int[] granted = new int[restTicks.length];
        long[] nextAsk = new long[restTicks.length];
        for (long tick = 0; tick < seconds * 25L; tick++) {
            for (int i = 0; i < granted.length; i++) {
                if (tick >= nextAsk[i] && budget.ask("camera-" + i, cost, tick * TICK_NS + i * 1_000L)) {
                    granted[i]++;
                    nextAsk[i] = tick + restTicks[i];
                }
            }
        }
        return granted;
    }

    @Test
    void givesAtOnceWhatIsThere() {
        ProbeBudget budget = new ProbeBudget(0.1, 1);
        assertThat(budget.ask("front", 0.9, 0)).isTrue();
        assertThat(budget.ask("front", 0.9, 0)).isFalse();
        assertThat(budget.ask("front", 0.9, 7_900_000_000L)).isFalse();
        assertThat(budget.ask("front", 0.9, 8_000_000_001L)).isTrue();
    }

    @Test
    void spreadsADuskOverSixteenCameras() {
        int[] rests = new int[16];
        Arrays.fill(rests, 1);
        int[] granted = run(new ProbeBudget(0.1, 0.5), 120, 0.05, rests);
        // The bucket and what ran into it: (0.5 + 120 * 0.1) / 0.05.
        assertThat(Arrays.stream(granted).sum()).isBetween(248, 250);
        assertThat(Arrays.stream(granted).min().getAsInt()).isGreaterThanOrEqualTo(15);
        assertThat(Arrays.stream(granted).max().getAsInt()).isLessThanOrEqualTo(16);
    }

    @Test
    void doesNotLetTheBusyPushAsideTheOneThatAsksSeldom() {
        int[] rests = {1, 1, 1, 1, 1, 1, 1, 250};
        int[] granted = run(new ProbeBudget(0.1, 0.2), 200, 0.05, rests);
        // Every ten seconds it asks, and has its answer within a round.
        assertThat(granted[7]).isGreaterThanOrEqualTo(15);
        assertThat(Arrays.stream(granted).sum()).isBetween(400, 404);
    }

    @Test
    void paysForWakesToo() {
        ProbeBudget budget = new ProbeBudget(0.1, 1);
        budget.spend(1.5, 0);
        assertThat(budget.ask("front", 0.1, 5_900_000_000L)).isFalse();
        assertThat(budget.ask("front", 0.1, 6_100_000_000L)).isTrue();
    }

    @Test
    void grantsWhatIsLargerThanTheBucketOutOfAFullOne() {
        ProbeBudget budget = new ProbeBudget(0.1, 1);
        assertThat(budget.ask("front", 3, 0)).isTrue();
        assertThat(budget.ask("back", 0.1, 20_000_000_000L)).isFalse();
        assertThat(budget.ask("back", 0.1, 21_100_000_000L)).isTrue();
    }

    @Test
    void doesNotWaitForOneThatGaveUp() {
        ProbeBudget budget = new ProbeBudget(0.1, 1);
        assertThat(budget.ask("other", 1, 0)).isTrue();
        assertThat(budget.ask("gone", 1, 1_000_000L)).isFalse();
        assertThat(budget.ask("front", 0.1, 1_100_000_000L)).isTrue();
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThatThrownBy(() -> new ProbeBudget(0, 1)).hasMessageContaining("0.0");
    }
}
