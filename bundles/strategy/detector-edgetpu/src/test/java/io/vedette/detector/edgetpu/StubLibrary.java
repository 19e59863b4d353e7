package io.vedette.detector.edgetpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for Coral's library and the hardware behind it: compiled of {@code edgetpu_stub.c} where there is a compiler, else the
 * test is skipped.
 *
 * @param file the library
 */
record StubLibrary(Path file) {

    /** One that lists so many EdgeTPUs. */
    static StubLibrary listing(int devices, Path folder) throws IOException, InterruptedException {
        return compiled(folder.resolve("libedgetpu-" + devices + ".so"), "DEVICES=" + devices, "FINE");
    }

    /** One that lists an EdgeTPU which another program has. */
    static StubLibrary busy(Path folder) throws IOException, InterruptedException {
        return compiled(folder.resolve("libedgetpu-busy.so"), "DEVICES=1", "BUSY");
    }

    /** One as it was built with a TensorFlow whose structures were shorter. */
    static StubLibrary old(Path folder) throws IOException, InterruptedException {
        return compiled(folder.resolve("libedgetpu-old.so"), "DEVICES=1", "OLD");
    }

    private static StubLibrary compiled(Path library, String devices, String kind)
            throws IOException, InterruptedException {
        assumeTrue(run("gcc", "--version") == 0, "no gcc, so no stand-in for libedgetpu can be compiled");
        assumeTrue(Files.exists(Path.of("/usr/include/stdlib.h")), "no headers of C's library");
        Path source = library.resolveSibling("edgetpu_stub.c");
        try (InputStream in = StubLibrary.class.getResourceAsStream("edgetpu_stub.c")) {
            Files.write(source, in.readAllBytes());
        }
        String[] command = {
            "gcc", "-shared", "-fPIC", "-D" + devices, "-D" + kind, "-o", library.toString(), source.toString()
        };
        assertThat(run(command)).as("exit status of gcc").isZero();
        return new StubLibrary(library);
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

    String name() {
        return file.toString();
    }

    /** Delegates that were made and not yet given back. */
    int live() {
        return NativeLibrary.getInstance(name()).getFunction("stub_live").invokeInt(new Object[0]);
    }

    /** How often something ran on it. */
    int runs() {
        return NativeLibrary.getInstance(name()).getFunction("stub_runs").invokeInt(new Object[0]);
    }
}
