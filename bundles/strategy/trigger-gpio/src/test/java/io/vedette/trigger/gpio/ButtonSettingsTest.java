package io.vedette.trigger.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ButtonSettingsTest {
    private static final String PID = "io.vedette.trigger.gpio~front";

    private static ButtonSettings with(String... keysAndValues) {
        Map<String, Object> configuration = new HashMap<>(Map.of("camera", "front", "line", "17"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configuration.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ButtonSettings.of(PID, configuration);
    }

    @Test
    void cameraAndLineAreEnough() {
        assertThat(with())
                .isEqualTo(new ButtonSettings(
                        "front", "gpiochip0", "17", true, Bias.PULL_UP, Duration.ofMillis(50), true));
    }

    @Test
    void anEmptyValueIsTheDefault() {
        assertThat(with("chip", " ", "bias", "", "debounce", "", "active-low", "", "enabled", ""))
                .isEqualTo(with());
    }

    @ParameterizedTest
    @CsvSource({"50 ms,50000", "0,0", "0 s,0", "2 s,2000000", "0.02,20000", "0.5ms,500", "2000 ms,2000000"})
    void lengthsHaveUnits(String text, long us) {
        assertThat(with("debounce", text).debounce()).isEqualTo(Duration.ofNanos(us * 1000));
    }

    @ParameterizedTest
    @CsvSource({"gpiochip4", "/dev/gpiochip0", "/dev/gpio/door", "pinctrl-bcm2711", "Door board 1"})
    void chipsHaveNamesPathsAndLabels(String chip) {
        assertThat(with("chip", chip).chip()).isEqualTo(chip);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "camera|Front!|a camera's id, 1 to 40 of a-z, 0-9 and -",
                "chip|/etc/passwd|a chip's name such as gpiochip0, its path under /dev, or its label of at most 31 characters",
                "chip|a label that is longer than the kernel's|a chip's name such as gpiochip0, its path under /dev, or its label of at most 31 characters",
                "line|17/18|a line's number from 0, or its name of at most 31 characters",
                "active-low|yes|true or false",
                "bias|up|pull-up, pull-down, disabled or as-is",
                "debounce|2.1 s|a length from 0 s to 2 s such as 50 ms",
                "debounce|-1 ms|a length from 0 s to 2 s such as 50 ms",
                "debounce|1 min|a length from 0 s to 2 s such as 50 ms",
                "enabled|1|true or false"
            })
    void aBadValueIsToldWithItsRange(String key, String value, String range) {
        assertThatThrownBy(() -> with(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s: %s must be %s, but is '%s'", PID, key, range, value);
    }

    @Test
    void whatIsNeededIsAskedFor() {
        assertThatThrownBy(() -> ButtonSettings.of(PID, Map.of("camera", "front")))
                .hasMessage(PID + ": line is missing: a line's number from 0, or its name of at most 31 characters");
        assertThatThrownBy(() -> ButtonSettings.of(PID, Map.of("line", "17")))
                .hasMessage(PID + ": camera is missing: a camera's id, 1 to 40 of a-z, 0-9 and -");
    }

    @Test
    void hostileTextStaysOnItsLine() {
        assertThatThrownBy(() -> with("line", "1\n2" + "x".repeat(1000)))
                .hasMessageContaining("'1?2")
                .hasMessageNotContaining("\n")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void unknownKeysAreNamed() {
        assertThat(ButtonSettings.unknown(Map.of(
                        "pin",
                        "17",
                        "line",
                        "17",
                        "service.pid",
                        "x",
                        "felix.fileinstall.filename",
                        "y",
                        "component.id",
                        "1")))
                .containsExactly("pin");
    }
}
