package io.vedette.trigger.gpio;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A chip that the kernel itself simulates (module {@code gpio-sim}, since Linux 5.17), set up by configfs; where there is none, or no
 * right to make one, the test is skipped.
 */
final class SimulatedChip implements AutoCloseable {
    static final String LABEL = "vedette-test";

    /** The number and the name of its one line that has a name. */
    static final int BELL = 3;

    private static final Path CONFIGFS = Path.of("/sys/kernel/config/gpio-sim");

    private final Path device = CONFIGFS.resolve("vedette-test");
    private final Path bank = device.resolve("bank0");
    private final Path bell = bank.resolve("line" + BELL);

    private SimulatedChip() throws IOException {
        Files.createDirectory(device);
        Files.createDirectory(bank);
        Files.createDirectory(bell);
        Files.writeString(bank.resolve("num_lines"), "8");
        Files.writeString(bank.resolve("label"), LABEL);
        Files.writeString(bell.resolve("name"), "BELL");
    }

    static SimulatedChip plugged() throws IOException {
        assumeTrue(
                Files.isWritable(CONFIGFS),
                "the kernel has no " + CONFIGFS + " (modprobe gpio-sim), or it is not ours to write");
        SimulatedChip chip = new SimulatedChip();
        chip.plug(true);
        return chip;
    }

    void plug(boolean in) throws IOException {
        Files.writeString(device.resolve("live"), in ? "1" : "0");
    }

    /** {@code gpiochipN}. */
    String name() throws IOException {
        return Files.readString(bank.resolve("chip_name")).strip();
    }

    /** A button to ground closes, or opens. */
    void press(boolean closed) throws IOException {
        String platform = Files.readString(device.resolve("dev_name")).strip();
        Path pull = Path.of("/sys/devices/platform", platform, name(), "sim_gpio" + BELL, "pull");
        Files.writeString(pull, closed ? "pull-down" : "pull-up");
    }

    @Override
    public void close() throws IOException {
        plug(false);
        Files.delete(bell);
        Files.delete(bank);
        Files.delete(device);
    }
}
