package io.vedette.trigger.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.health.HealthRow.Status;
import io.vedette.api.trigger.Press;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buttons on a chip that the running kernel simulates: nothing is faked but the fingers. */
class SimulatedChipTest {
    private final Bell bell = new Bell();
    private SimulatedChip chip;

    @BeforeEach
    void plug() throws Exception {
        chip = SimulatedChip.plugged();
    }

    @AfterEach
    void unplug() throws Exception {
        if (chip != null) {
            chip.close();
        }
    }

    private GpioButton button(String name, String... keysAndValues) {
        Map<String, Object> configuration = new HashMap<>(Map.of(
                "service.pid",
                GpioButton.PID + "~" + name,
                "camera",
                "front",
                "chip",
                SimulatedChip.LABEL,
                "line",
                "BELL"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configuration.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        GpioButton button = new GpioButton(bell, configuration, KernelGpio::open);
        button.start();
        return button;
    }

    private void listens(GpioButton button) throws Exception {
        String line = "listens to line " + SimulatedChip.BELL + " (BELL) of " + chip.name();
        await().untilAsserted(() -> assertThat(button.row().sentence()).startsWith(line));
    }

    @Test
    void aPressRingsOnceAndAtItsTime() throws Exception {
        GpioButton button = button("door");
        listens(button);
        Instant before = Instant.now();

        chip.press(true);

        await().until(() -> !bell.presses.isEmpty());
        Press press = bell.presses.get(0);
        assertThat(press.source()).isEqualTo("gpio:door");
        assertThat(press.at()).isBetween(before, Instant.now());
        chip.press(false);
        chip.press(true);
        chip.press(false);
        // Shorter than the kernel's 50 ms of debouncing.
        await().during(Duration.ofMillis(200)).until(() -> bell.presses.size() == 1);
        button.stop();
    }

    @Test
    void withoutDebouncingEachPressRings() throws Exception {
        GpioButton button = button("door", "debounce", "0");
        listens(button);

        for (int i = 0; i < 5; i++) {
            chip.press(true);
            chip.press(false);
        }

        await().until(() -> bell.presses.size() == 5);
        button.stop();
    }

    @Test
    void theSecondOneOnALineNamesTheFirst() throws Exception {
        GpioButton first = button("door");
        listens(first);

        GpioButton second = button("gate");

        await().until(() -> second.row().sentence().endsWith("is taken by 'vedette:door'"));
        first.stop();
        listens(second);
        second.stop();
    }

    @Test
    void ringsAgainOnceTheChipIsBack() throws Exception {
        GpioButton button = button("door");
        listens(button);

        chip.plug(false);
        await().untilAsserted(() -> assertThat(button.row().status()).isEqualTo(Status.WARN));
        await().untilAsserted(() -> assertThat(button.row().sentence()).contains("there is no GPIO chip"));
        chip.plug(true);
        listens(button);
        chip.press(true);
        await().until(() -> !bell.presses.isEmpty());

        button.stop();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("vedette-gpio-")));
    }
}
