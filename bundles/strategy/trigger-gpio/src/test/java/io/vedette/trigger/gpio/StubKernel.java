package io.vedette.trigger.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for the kernel: compiled of {@code kernel_stub.c} with the kernel's own header where there are a compiler and that
 * header, else the test is skipped. An empty file is a chip.
 */
final class StubKernel {
    private static final Path HEADER = Path.of("/usr/include/linux/gpio.h");

    private final NativeLibrary library;

    private StubKernel(NativeLibrary library) {
        this.library = library;
    }

    /** A stand-in of its own for each folder. */
    static StubKernel in(Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.exists(HEADER), "no " + HEADER + ", so no stand-in for the kernel can be compiled");
        assumeTrue(run("gcc", "--version") == 0, "no gcc, so no stand-in for the kernel can be compiled");
        Path source = folder.resolve("kernel_stub.c");
        try (InputStream in = StubKernel.class.getResourceAsStream("kernel_stub.c")) {
            Files.write(source, in.readAllBytes());
        }
        Path file = folder.resolve("kernel-stub.so");
        assertThat(run("gcc", "-shared", "-fPIC", "-o", file.toString(), source.toString()))
                .as("exit status of gcc")
                .isZero();
        return new StubKernel(NativeLibrary.getInstance(file.toString()));
    }

    private static int run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (IOException e) {
            // Not installed.
            return 127;
        }
    }

    Syscalls calls() {
        return new Syscalls(library);
    }

    void level(int line, boolean active, int msAgo) {
        call("stub_level", line, active ? 1 : 0, msAgo);
    }

    void unplug(boolean away) {
        call("stub_unplug", away ? 1 : 0);
    }

    void unplugSilently() {
        call("stub_unplug_silently");
    }

    void old(boolean old) {
        call("stub_old_kernel", old ? 1 : 0);
    }

    boolean taken(int line) {
        return call("stub_taken", line) != 0;
    }

    int flags(int line) {
        return call("stub_flags", line);
    }

    int debounceUs(int line) {
        return call("stub_debounce_us", line);
    }

    private int call(String name, Object... arguments) {
        return library.getFunction(name).invokeInt(arguments);
    }
}
