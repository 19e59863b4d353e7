package io.vedette.trigger.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a line is found, and each sentence that says why it cannot be had. */
class LineSearchTest {
    private static final String PI = "/dev/gpiochip0";
    private static final String USB = "/dev/gpiochip10";

    private final FakeBoard board = new FakeBoard();
    private final Gpio gpio = board.open();

    @BeforeEach
    void twoChips() {
        board.plug(PI, "pinctrl-bcm2711", 58).names.put(17, "GPIO17");
        board.plug(USB, "mcp2221", 4).names.put(2, "BELL");
    }

    @AfterEach
    void nothingIsLeftOpen() {
        gpio.close();
        assertThat(board.leaks()).isZero();
    }

    private String found(String chip, String line) throws GpioException {
        LineSearch.Found found = new LineSearch(gpio, "a-button-with-quite-a-long-name-indeed").take(with(chip, line));
        try (Line taken = found.line()) {
            assertThat(taken.active()).isFalse();
            assertThat(found.debounce()).isEqualTo(Duration.ZERO);
        }
        return found.name();
    }

    private static ButtonSettings with(String chip, String line) {
        return ButtonSettings.of("x", Map.of("camera", "front", "chip", chip, "line", line));
    }

    private void refused(String chip, String line, String because) {
        assertThatThrownBy(() -> found(chip, line))
                .isInstanceOf(GpioException.class)
                .hasMessage(because);
    }

    @Test
    void chipsAreFoundByNamePathAndLabel() throws Exception {
        assertThat(found("gpiochip0", "17")).isEqualTo("line 17 (GPIO17) of gpiochip0");
        assertThat(found(USB, "0")).isEqualTo("line 0 of gpiochip10");
        assertThat(found("mcp2221", "3")).isEqualTo("line 3 of gpiochip10");
    }

    @Test
    void linesAreFoundByName() throws Exception {
        assertThat(found("gpiochip0", "GPIO17")).isEqualTo("line 17 (GPIO17) of gpiochip0");
        assertThat(found("mcp2221", "BELL")).isEqualTo("line 2 (BELL) of gpiochip10");
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() {
        String there = "there is gpiochip0 ('pinctrl-bcm2711', 58 lines), gpiochip10 ('mcp2221', 4 lines)";
        refused("gpiochip4", "17", "there is no /dev/gpiochip4; " + there);
        refused("/dev/bell", "17", "there is no /dev/bell; " + there);
        refused("pinctrl-rp1", "17", "there is no GPIO chip with the name or label 'pinctrl-rp1'; " + there);
        refused("mcp2221", "4", "gpiochip10 has no line 4; it has the lines 0 to 3");
        refused("mcp2221", "BELLS", "gpiochip10 has no line BELLS; it has the lines 0 to 3");
        board.unplug(PI);
        board.unplug(USB);
        refused("gpiochip0", "17", "there is no /dev/gpiochip0; this machine has no GPIO chip");
    }

    @Test
    void aBusyLineNamesItsHolder() {
        board.hold(PI, 17, "spi0 CS0");
        refused("gpiochip0", "17", "line 17 (GPIO17) of gpiochip0 is taken by 'spi0 CS0'");
        board.hold(PI, 17, "");
        refused("gpiochip0", "17", "line 17 (GPIO17) of gpiochip0 is taken by somebody who does not say who");
    }

    @Test
    void withoutTheRightTheGroupIsNamed() {
        String advice = "/dev/gpiochip0 may not be opened: the user that runs Vedette must be in the group gpio"
                + " (sudo usermod -aG gpio USER, then start again)";
        board.refuse(PI, Errno.ACCES);
        refused("gpiochip0", "17", advice);
        refused("pinctrl-bcm2711", "17", advice);
        board.plug("/dev/gpiochip9", "", 1);
        board.refuse("/dev/gpiochip9", Errno.ACCES);
        refused(
                "gpiochip9",
                "0",
                "/dev/gpiochip9 may not be opened: only root may; a udev rule must give it to the group gpio, and the user"
                        + " that runs Vedette must be in that group");
        board.refuse(PI, Errno.PERM);
        refused(
                "gpiochip0",
                "17",
                "/dev/gpiochip0 may not be opened here; a container needs it passed in, as by --device /dev/gpiochip0");
    }

    @Test
    void whatIsNoChipAndWhatCannotRingIsTold() {
        board.refuse("/dev/null", Errno.NOTTY);
        assertThatThrownBy(() -> found("/dev/null", "0")).hasMessageStartingWith("/dev/null is no GPIO chip; there is");
        board.refuseLine(PI, 17, Errno.NXIO);
        refused(
                "gpiochip0",
                "17",
                "line 17 (GPIO17) of gpiochip0 cannot tell edges, since its chip has no interrupt for it");
        board.refuseLine(PI, 17, Errno.INVAL);
        refused(
                "gpiochip0",
                "17",
                "line 17 (GPIO17) of gpiochip0 refuses to be an input with edges and bias = pull-up; try bias = as-is");
        board.refuseLine(PI, 17, Errno.NODEV);
        refused("gpiochip0", "17", "the chip has just gone");
        board.refuseLine(PI, 17, 12);
        refused("gpiochip0", "17", "line 17 (GPIO17) of gpiochip0 cannot be taken: ioctl: refused (12)");
        board.refuse(PI, 24);
        refused("gpiochip0", "17", "/dev/gpiochip0 cannot be opened: open: refused (24)");
    }
}
