package io.vedette.trigger.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.health.HealthRow;
import io.vedette.api.health.HealthRow.Status;
import io.vedette.api.trigger.Press;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A button as its owner meets it: settings in, presses and sentences out; the chips are fake. */
class GpioButtonTest {
    private static final String CHIP = "/dev/gpiochip0";
    private static final int LINE = 17;

    private final FakeBoard board = new FakeBoard();
    private final Bell bell = new Bell();
    private final List<GpioButton> buttons = new ArrayList<>();

    @BeforeEach
    void aPi() {
        board.plug(CHIP, "pinctrl-bcm2711", 58).names.put(LINE, "GPIO17");
    }

    @AfterEach
    void nothingIsLeftOpen() {
        buttons.forEach(GpioButton::stop);
        await("doors, chips and lines that are still open").until(() -> board.leaks() == 0);
    }

    private static Map<String, Object> settings(String name, String... keysAndValues) {
        Map<String, Object> configuration = new HashMap<>(
                Map.of("service.pid", GpioButton.PID + "~" + name, "camera", "front", "line", String.valueOf(LINE)));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configuration.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return configuration;
    }

    private GpioButton button(String name, String... keysAndValues) {
        GpioButton button = new GpioButton(bell, settings(name, keysAndValues), board);
        buttons.add(button);
        button.start();
        return button;
    }

    /** Waits until the line is listened to, and its first level read. */
    private void listens() {
        await().until(() -> board.listened(CHIP, LINE)
                && buttons.stream().anyMatch(button -> button.row().sentence().startsWith("listens to ")));
    }

    private static void says(GpioButton button, Status status, String sentence) {
        await().untilAsserted(() -> {
            assertThat(button.row().sentence()).contains(sentence);
            assertThat(button.row().status()).isEqualTo(status);
        });
    }

    private void pressed(String source, Instant at) {
        await().untilAsserted(() -> assertThat(bell.presses).contains(new Press("front", source, at)));
    }

    @Test
    void aPressReachesTheCameraWithTheKernelsTime() {
        GpioButton button = button("door");
        listens();
        Instant at = Instant.now().minusMillis(20);

        board.press(CHIP, LINE, at);

        pressed("gpio:door", at);
        says(button, Status.OK, "listens to line 17 (GPIO17) of gpiochip0, pressed 1 time, last at ");
        assertThat(button.row().name()).isEqualTo("button door");
        assertThat(bell.presses).hasSize(1);
    }

    @Test
    void listeningThatBrokeBeginsAnew() {
        board.breaks(1);
        GpioButton button = button("door");
        listens();
        Instant at = Instant.now().minusMillis(20);

        board.press(CHIP, LINE, at);

        pressed("gpio:door", at);
        says(button, Status.OK, "listens to line 17");
    }

    @Test
    void theLineIsAskedForAsItIsConfigured() {
        button("door", "active-low", "false", "bias", "pull-down", "debounce", "20 ms");
        listens();

        assertThat(board.request(CHIP, LINE))
                .isEqualTo(new Chip.Request(LINE, "vedette:door", false, Bias.PULL_DOWN, 20_000, true));
    }

    @Test
    void anOldKernelIsAskedForLessAndTheRestIsDoneHere() {
        board.oldKernel(false, false);
        button("door");
        listens();
        assertThat(board.request(CHIP, LINE))
                .isEqualTo(new Chip.Request(LINE, "vedette:door", true, Bias.PULL_UP, 0, false));
        Instant at = Instant.now();

        // Together: none is looked at before the others are there.
        synchronized (board) {
            board.level(CHIP, LINE, true, at);
            board.level(CHIP, LINE, false, at.plusMillis(1));
            board.level(CHIP, LINE, true, at.plusMillis(3));
        }

        pressed("gpio:door", at.plusMillis(3));
        board.level(CHIP, LINE, false, at.plusSeconds(1));
        board.level(CHIP, LINE, true, at.plusSeconds(2));
        await().until(() -> bell.presses.size() >= 2);
        assertThat(bell.presses).hasSize(2);
    }

    @Test
    void anUnbelievableTimeIsReplacedByNow() {
        button("door");
        listens();

        board.press(CHIP, LINE, Instant.EPOCH);

        await().until(() -> !bell.presses.isEmpty());
        assertThat(bell.presses.get(0).at()).isBetween(Instant.now().minusSeconds(10), Instant.now());
    }

    @Test
    void severalButtonsDoNotDisturbEachOther() {
        button("door");
        button("gate", "line", "27", "camera", "gate");
        await().until(() -> board.listened(CHIP, LINE) && board.listened(CHIP, 27));
        Instant at = Instant.now().minusMillis(5);

        board.press(CHIP, 27, at);
        board.press(CHIP, LINE, at);

        await().untilAsserted(() -> assertThat(bell.presses)
                .containsExactlyInAnyOrder(new Press("front", "gpio:door", at), new Press("gate", "gpio:gate", at)));
    }

    @Test
    void theSecondButtonOnALineSaysWhoHasItAndTakesOverOnceItIsFree() {
        GpioButton first = button("door");
        listens();
        GpioButton second = button("gate");
        says(second, Status.WARN, "line 17 (GPIO17) of gpiochip0 is taken by 'vedette:door'");

        first.stop();

        says(second, Status.OK, "listens to line 17");
    }

    @Test
    void aTroubleIsToldOnceAndItsEnd() {
        board.hold(CHIP, LINE, "onewire");
        try (SaidLog log = new SaidLog()) {
            GpioButton button = button("door");
            says(button, Status.WARN, "is taken by 'onewire'");
            int before = board.attempts();
            await().until(() -> board.attempts() > before + 1);
            board.letGo(CHIP, LINE);
            says(button, Status.OK, "listens");

            assertThat(log.lines("Button door"))
                    .containsExactly(
                            "Button door: line 17 (GPIO17) of gpiochip0 is taken by 'onewire'; it is tried again and again",
                            "Button door: listens to line 17 (GPIO17) of gpiochip0 for camera front");
        }
    }

    @Test
    void aChipThatVanishesComesBack() {
        GpioButton button = button("door");
        listens();

        board.unplug(CHIP);
        says(button, Status.WARN, "there is no /dev/gpiochip0; this machine has no GPIO chip");

        board.plug(CHIP, "pinctrl-bcm2711", 58);
        listens();
        Instant at = Instant.now().minusMillis(5);
        board.press(CHIP, LINE, at);
        pressed("gpio:door", at);
    }

    @Test
    void endsAtOnceWhileItWaitsForAnEdgeOrForItsChip() {
        GpioButton listening = button("door");
        listens();
        GpioButton waiting = button("gate", "chip", "gpiochip7");
        says(waiting, Status.WARN, "there is no /dev/gpiochip7; there is gpiochip0 ('pinctrl-bcm2711', 58 lines)");

        listening.stop();
        waiting.stop();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("vedette-gpio-")));
    }

    @Test
    void newSettingsHoldAtOnce() {
        GpioButton button = button("door");
        listens();

        button.changed(settings("door", "line", "27"));

        await().until(() -> board.listened(CHIP, 27));
        assertThat(board.listened(CHIP, LINE)).isFalse();
    }

    @Test
    void theSameSettingsDisturbNothing() {
        GpioButton button = button("door");
        listens();
        Chip.Request before = board.request(CHIP, LINE);

        button.changed(settings("door"));

        assertThat(board.request(CHIP, LINE)).isSameAs(before);
    }

    @Test
    void badSettingsLeaveTheLastGoodOnesInForce() {
        GpioButton button = button("door");
        listens();

        button.changed(settings("door", "debounce", "1 h"));

        says(
                button,
                Status.WARN,
                "io.vedette.trigger.gpio~door: debounce must be a length from 0 s to 2 s such as 50 ms,"
                        + " but is '1 h'; the last good settings stay in force");
        Instant at = Instant.now();
        board.press(CHIP, LINE, at);
        pressed("gpio:door", at);
        button.changed(settings("door"));
        says(button, Status.OK, "listens");
    }

    @Test
    void badSettingsAtTheStartListenToNothing() {
        assertThat(button("door", "line", "").row())
                .isEqualTo(
                        new HealthRow(
                                "button door",
                                Status.WARN,
                                "io.vedette.trigger.gpio~door: line is missing:"
                                        + " a line's number from 0, or its name of at most 31 characters; it is not listened to"));
        assertThat(button("Front Door").row().sentence()).contains("a button's name is 1 to 40 of a-z, 0-9 and -");
    }

    @Test
    void oneThatIsSwitchedOffListensToNothing() {
        GpioButton button = button("door");
        listens();

        button.changed(settings("door", "enabled", "false"));

        assertThat(board.listened(CHIP, LINE)).isFalse();
        assertThat(button.row()).isEqualTo(new HealthRow("button door", Status.OK, "is switched off"));
        button.changed(settings("door"));
        listens();
    }

    @Test
    void aPressForNobodyIsTold() {
        GpioButton button = button("door", "camera", "nobody");
        listens();

        board.press(CHIP, LINE, Instant.now());

        says(button, Status.WARN, "the last press was in vain: there is no camera nobody, or it is disabled");
    }

    @Test
    void aPressThatBreaksCoreIsNotTheLast() {
        bell.broken = true;
        button("door");
        listens();
        try (SaidLog log = new SaidLog()) {
            board.press(CHIP, LINE, Instant.now());
            await().until(() -> !log.lines("its press was lost").isEmpty());
        }
        bell.broken = false;

        Instant at = Instant.now();
        board.press(CHIP, LINE, at);
        pressed("gpio:door", at);
    }

    @Test
    void aFlutteringLineIsToldAndDoesNotRing() {
        GpioButton button = button("door");
        listens();
        for (int i = 0; i < 50; i++) {
            board.press(CHIP, LINE, Instant.now());
        }

        says(button, Status.WARN, "more than 20 presses in 10 s cannot be");
        await().untilAsserted(() -> assertThat(bell.presses).hasSize(Flutter.MOST_PRESSES));
    }

    @Test
    void aLineThatIsPressedFromTheStartDoesNotRing() {
        board.level(CHIP, LINE, true, Instant.now());
        try (SaidLog log = new SaidLog()) {
            button("door");
            await().untilAsserted(() -> assertThat(log.lines("listens"))
                    .first()
                    .asString()
                    .contains("it reads as pressed since ", "the wires touch or active-low must be false"));
        }
        assertThat(bell.presses).isEmpty();
    }

    @Test
    void theNameComesFromTheFile() {
        assertThat(GpioButton.nameOf(Map.of("service.pid", "io.vedette.trigger.gpio~door")))
                .isEqualTo("door");
        assertThat(GpioButton.nameOf(Map.of(
                        "service.pid",
                        "io.vedette.trigger.gpio.4f2a",
                        "felix.fileinstall.filename",
                        "file:/home/etc/io.vedette.trigger.gpio-back-door.cfg")))
                .isEqualTo("back-door");
    }
}
