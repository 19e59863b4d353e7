package io.vedette.trigger.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.jna.NativeLibrary;
import io.vedette.api.health.HealthRow.Status;
import io.vedette.api.trigger.Press;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way through JNA, poll, eventfd and inotify: those are real, the answers to ioctl come of a stand-in in C. */
class KernelGpioTest {
    private static final int BELL = 3;

    @TempDir
    Path folder;

    private Path dev;
    private StubKernel kernel;
    private long handlesBefore;

    @BeforeEach
    void aChip() throws Exception {
        kernel = StubKernel.in(folder);
        dev = Files.createDirectory(folder.resolve("dev"));
        Files.createFile(dev.resolve("gpiochip0"));
        handlesBefore = handles();
    }

    @AfterEach
    void noHandleIsLeft() throws IOException {
        if (kernel != null) {
            await().untilAsserted(() -> assertThat(handles()).isEqualTo(handlesBefore));
        }
    }

    /** What the process has open of the kinds that this bundle opens. */
    private long handles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(KernelGpioTest::target)
                    .filter(to -> to.contains("eventfd") || to.contains("inotify") || to.contains(dev.toString()))
                    .count();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (NoSuchFileException e) {
            // Closed meanwhile.
            return "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KernelGpio door() throws GpioException {
        return new KernelGpio(kernel.calls(), dev);
    }

    private Line line(Gpio gpio, boolean realtime) throws GpioException {
        try (Chip chip = gpio.open(dev.resolve("gpiochip0").toString())) {
            return chip.request(new Chip.Request(BELL, "vedette:door", true, Bias.PULL_UP, 50_000, realtime));
        }
    }

    @Test
    void tellsWhatAChipAndItsLinesAre() throws Exception {
        try (Gpio gpio = door();
                Chip chip = gpio.open(dev.resolve("gpiochip0").toString())) {
            assertThat(chip.info()).isEqualTo(new Chip.Info("gpiochip0", "stub board", 8));
            assertThat(chip.line(0)).isEqualTo(new Chip.LineInfo("", false, ""));
            try (Line taken = line(gpio, true)) {
                assertThat(taken.active()).isFalse();
                assertThat(chip.line(BELL)).isEqualTo(new Chip.LineInfo("BELL", true, "vedette:door"));
            }
            assertThat(chip.line(BELL).used()).isFalse();
        }
    }

    @Test
    void theKernelUnderstandsTheRequest() throws Exception {
        try (Gpio gpio = door();
                Line line = line(gpio, true)) {
            assertThat(line.active()).isFalse();
            assertThat(kernel.debounceUs(BELL)).isEqualTo(50_000);
            assertThat(kernel.flags(BELL)).isEqualTo(0b1001_0011_0110);
            assertThatThrownBy(() -> line(gpio, true))
                    .isInstanceOf(GpioException.class)
                    .extracting(e -> ((GpioException) e).errno())
                    .isEqualTo(Errno.BUSY);
        }
    }

    @Test
    void edgesComeInOrderWithTheirTimes() throws Exception {
        for (boolean realtime : new boolean[] {true, false}) {
            try (Gpio gpio = door();
                    Line line = line(gpio, realtime)) {
                kernel.level(BELL, true, 1000);
                kernel.level(BELL, false, 0);

                assertThat(line.await(Duration.ZERO)).isTrue();
                Line.Edge press = line.read();
                assertThat(line.read().active()).isFalse();
                assertThat(press.active()).isTrue();
                assertThat(press.at())
                        .isBetween(Instant.now().minusSeconds(9), Instant.now().minusMillis(990));
                assertThat(line.await(Duration.ofMillis(1))).isFalse();
            }
        }
    }

    @Test
    void aWaitIsEndedByAnotherThread() throws Exception {
        try (Gpio gpio = door();
                Line line = line(gpio, true)) {
            CompletableFuture<Void> waker = CompletableFuture.runAsync(gpio::wake);
            assertThat(line.await(Duration.ofMinutes(10))).isFalse();
            gpio.pause(Duration.ofMinutes(10));
            waker.join();
        }
    }

    @Test
    void wakingWhatIsClosedDoesNothing() throws Exception {
        Gpio gpio = door();
        gpio.close();
        gpio.wake();
        gpio.close();
    }

    @Test
    void aPauseEndsWhenAChipComes() throws Exception {
        try (Gpio gpio = door()) {
            CompletableFuture<Void> pause = CompletableFuture.runAsync(() -> gpio.pause(Duration.ofMinutes(10)));
            Files.createFile(dev.resolve("gpiochip1"));
            await().until(pause::isDone);
            assertThat(gpio.chips())
                    .containsExactly(
                            dev.resolve("gpiochip0").toString(),
                            dev.resolve("gpiochip1").toString());

            // What was read does not end the next one.
            CompletableFuture<Void> next = CompletableFuture.runAsync(() -> gpio.pause(Duration.ofMinutes(10)));
            await().during(Duration.ofMillis(300)).until(() -> !next.isDone());
            // As udev gives a chip to its group a moment later.
            Files.setPosixFilePermissions(dev.resolve("gpiochip1"), PosixFilePermissions.fromString("rw-rw----"));
            await().until(next::isDone);
        }
    }

    @Test
    void chipsAreInTheOrderOfTheirNumbers() throws Exception {
        Files.createFile(dev.resolve("gpiochip10"));
        Files.createFile(dev.resolve("gpiochip2"));
        Files.createFile(dev.resolve("gpiomem"));
        try (Gpio gpio = door()) {
            assertThat(gpio.chips().stream().map(path -> path.substring(path.lastIndexOf('/') + 1)))
                    .containsExactly("gpiochip0", "gpiochip2", "gpiochip10");
        }
    }

    @Test
    void whatCannotBeOpenedGivesTheKernelsNumber() throws Exception {
        Files.writeString(dev.resolve("gpiochip5"), "no chip");
        try (Gpio gpio = door()) {
            assertThatThrownBy(() -> gpio.open(dev.resolve("gpiochip5").toString()))
                    .hasMessageContaining("(25)")
                    .extracting(e -> ((GpioException) e).errno())
                    .isEqualTo(Errno.NOTTY);
            assertThatThrownBy(() -> gpio.open(dev.resolve("gpiochip6").toString()))
                    .hasMessageContaining("open: No such file")
                    .extracting(e -> ((GpioException) e).errno())
                    .isEqualTo(Errno.NOENT);
            assertThat(gpio.group(dev.resolve("gpiochip0").toString())).isNotEmpty();
            assertThat(gpio.group(dev.resolve("gpiochip6").toString())).isEmpty();
        }
    }

    /** All of it together, on the label that the chip has. */
    @Test
    void aButtonRingsThroughVanishingAndReturn() throws Exception {
        kernel.old(true);
        Bell bell = new Bell();
        GpioButton button = new GpioButton(
                bell,
                Map.of(
                        "service.pid", GpioButton.PID + "~door",
                        "camera", "front",
                        "chip", "stub board",
                        "line", "BELL",
                        "debounce", "20 ms"),
                this::door);
        button.start();
        await().until(() -> button.row().sentence().startsWith("listens to line 3 (BELL) of gpiochip0"));
        Instant before = Instant.now();

        kernel.level(BELL, true, 0);

        await().until(() -> bell.presses.size() == 1);
        Press press = bell.presses.get(0);
        assertThat(press.source()).isEqualTo("gpio:door");
        assertThat(press.at()).isBetween(before.minusMillis(50), Instant.now());

        Files.delete(dev.resolve("gpiochip0"));
        kernel.unplug(true);
        await().until(() -> button.row().status() == Status.WARN);
        await().until(() -> button.row().sentence().contains("there is no GPIO chip with the name or label"));

        kernel.unplug(false);
        kernel.old(false);
        Files.createFile(dev.resolve("gpiochip0"));
        await().until(() -> kernel.taken(BELL));
        kernel.level(BELL, false, 0);
        kernel.level(BELL, true, 0);
        await().until(() -> bell.presses.size() == 2);

        button.stop();
        await().until(() -> !kernel.taken(BELL));
    }

    @Test
    void aChipThatGoesSilentlyIsMissedByItsFile() throws Exception {
        GpioButton button = new GpioButton(
                new Bell(),
                Map.of(
                        "service.pid", GpioButton.PID + "~door",
                        "camera", "front",
                        "chip", "stub board",
                        "line", "BELL"),
                this::door);
        button.start();
        await().until(() -> button.row().sentence().startsWith("listens to line 3"));

        kernel.unplugSilently();
        Files.delete(dev.resolve("gpiochip0"));

        // Well before it is asked for anyway.
        await().atMost(Duration.ofSeconds(4))
                .until(() -> button.row().sentence().contains("this machine has no GPIO chip"));
        button.stop();
    }

    /** The C library of this machine has all calls, under these names. */
    @Test
    void theMachinesOwnLibraryServes() throws Exception {
        try (Gpio gpio = new KernelGpio(new Syscalls(NativeLibrary.getProcess()), dev)) {
            assertThatThrownBy(() -> gpio.open("/dev/null"))
                    .extracting(e -> ((GpioException) e).errno())
                    .isEqualTo(Errno.NOTTY);
            gpio.pause(Duration.ofMillis(1));
        }
    }
}
