package io.vedette.event.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "always | 2026-11-22T03:00Z | true",
                "mon-fri 08:00-18:00 | 2026-11-23T08:00Z | true",
                "mon-fri 08:00-18:00 | 2026-11-23T18:00Z | false",
                "mon-fri 08:00-18:00 | 2026-11-22T12:00Z | false",
                "sat,sun 10:00-12:00 | 2026-11-22T11:59Z | true",
                "fri-mon 10:00-12:00 | 2026-11-22T11:00Z | true",
                "sat 22:00-06:00 | 2026-11-22T05:59Z | true",
                "sat 22:00-06:00 | 2026-11-22T22:30Z | false",
                "22:00-06:00 | 2026-11-22T01:00Z | true",
                "mon 01:00-02:00; sun 03:00-24:00 | 2026-11-22T23:59Z | true",
            })
    void holdsAtItsTimes(String text, ZonedDateTime at, boolean holds) {
        assertThat(Schedule.of(text).holds(at)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "mon", "mon-fri", "mon-fri 8-18", "xyz 08:00-18:00", "mon 08:00-18:00-19:00", ";"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Schedule.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsAlways() {
        assertThat(Schedule.of(" ")).isSameAs(Schedule.ALWAYS);
    }
}
