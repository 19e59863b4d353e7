package io.vedette.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A disk of one megabyte in memory, where this user may mount one; the test is skipped elsewhere. Confined to one test. */
record SmallDisk(Path folder) implements AutoCloseable {

    static SmallDisk mounted(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        assumeTrue(
                ran("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()),
                "no right to mount a small disk");
        return new SmallDisk(folder);
    }

    Path models() throws IOException {
        return Files.createDirectories(folder.resolve("models"));
    }

    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("models"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static boolean ran(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (!ran("umount", "-l", folder.toString())) {
                throw new IOException("cannot unmount " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
