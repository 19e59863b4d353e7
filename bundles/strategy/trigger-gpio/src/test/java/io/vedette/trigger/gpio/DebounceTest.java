package io.vedette.trigger.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebounceTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration PERIOD = Duration.ofMillis(50);

    private final Debounce debounce = new Debounce(PERIOD, false);

    @Test
    void aLevelCountsOnceItHasHeld() {
        assertThat(edge(true, 0)).isEmpty();
        assertThat(quiet(49)).isEmpty();
        assertThat(quiet(50)).contains(START);
        assertThat(quiet(1000)).isEmpty();
    }

    @Test
    void bouncingIsOnePress() {
        edge(true, 0);
        edge(false, 2);
        edge(true, 3);
        edge(false, 5);
        edge(true, 8);
        assertThat(quiet(55)).isEmpty();
        assertThat(quiet(58)).contains(START.plusMillis(8));

        // It opens, and bounces, too.
        edge(false, 300);
        edge(true, 302);
        edge(false, 303);
        assertThat(quiet(400)).isEmpty();
        edge(true, 500);
        assertThat(quiet(600)).contains(START.plusMillis(500));
    }

    @Test
    void aGlitchOfAnOpenContactIsNoPress() {
        edge(true, 0);
        edge(false, 10);
        assertThat(quiet(200)).isEmpty();
    }

    @Test
    void aGlitchOfAClosedContactIsNoSecondPress() {
        edge(true, 0);
        assertThat(quiet(60)).isPresent();
        edge(false, 100);
        edge(true, 110);
        assertThat(quiet(300)).isEmpty();
    }

    @Test
    void aLateThreadLosesNoPress() {
        assertThat(debounce.edge(new Line.Edge(true, START), 0)).isEmpty();
        // Read in the same moment, but 200 ms apart in the kernel.
        assertThat(debounce.edge(new Line.Edge(false, START.plusMillis(200)), 0))
                .contains(START);
    }

    @Test
    void tellsHowLongToWait() {
        assertThat(debounce.waitNs(0)).isEqualTo(Debounce.FOREVER);
        edge(true, 10);
        assertThat(debounce.waitNs(30_000_000)).isEqualTo(30_000_000);
        assertThat(debounce.waitNs(90_000_000)).isZero();
    }

    @Test
    void aButtonThatIsHeldAtTheStartWasNotPressed() {
        Debounce held = new Debounce(PERIOD, true);
        held.edge(new Line.Edge(true, START), 0);
        assertThat(held.quiet(PERIOD.toNanos())).isEmpty();
    }

    @Test
    void withoutAPeriodEachPressingEdgeCounts() {
        Debounce none = new Debounce(Duration.ZERO, false);
        assertThat(none.edge(new Line.Edge(true, START), 0)).contains(START);
        assertThat(none.edge(new Line.Edge(false, START), 0)).isEmpty();
        assertThat(none.waitNs(0)).isEqualTo(Debounce.FOREVER);
    }

    private Optional<Instant> edge(boolean active, long ms) {
        return debounce.edge(new Line.Edge(active, START.plusMillis(ms)), ms * 1_000_000);
    }

    private Optional<Instant> quiet(long ms) {
        return debounce.quiet(ms * 1_000_000);
    }
}
