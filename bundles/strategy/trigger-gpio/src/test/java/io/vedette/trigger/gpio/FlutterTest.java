package io.vedette.trigger.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlutterTest {
    private static final long SECOND = 1_000_000_000L;

    private final Flutter flutter = new Flutter();

    @Test
    void noOneIsTooFastForIt() {
        for (int press = 0; press < 100; press++) {
            assertThat(flutter.tooMany(press * SECOND))
                    .as("press %s, one a second", press)
                    .isFalse();
        }
    }

    @Test
    void whatNobodyCanPressDoesNotCountUntilItIsQuiet() {
        for (int press = 0; press < Flutter.MOST_PRESSES; press++) {
            assertThat(flutter.tooMany(press)).isFalse();
        }
        assertThat(flutter.tooMany(SECOND)).isTrue();
        assertThat(flutter.tooMany(9 * SECOND)).isTrue();
        assertThat(flutter.goesOn(18 * SECOND)).isTrue();
        assertThat(flutter.tooMany(18 * SECOND)).isTrue();
        assertThat(flutter.goesOn(28 * SECOND)).isFalse();
        assertThat(flutter.tooMany(29 * SECOND)).isFalse();
    }
}
