package io.vedette.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the process holds, 10^6 bytes. Immutable.
 *
 * @param heap used after a collection
 * @param resident all pages in memory; the heap's share is constant where the heap was touched at the start
 */
record Memory(double heap, double resident) {

    private static final Path STATUS = Path.of("/proc/self/status");

    /** Now; empty where the system does not tell. */
    static Optional<Memory> now() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        collect();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
        return resident(Files.readAllLines(STATUS)).map(kib -> new Memory(heap, kib * 1024 / 1e6));
    }

    /** All pages in memory, without a collection before; MB, 0 where the system does not tell. */
    static double residentNow() throws IOException {
        return resident(Files.readAllLines(STATUS)).orElse(0L) * 1024 / 1e6;
    }

    /** Twice: what the first one's reference handling lets go of goes with the second. */
    private static void collect() {
        ManagementFactory.getMemoryMXBean().gc();
        ManagementFactory.getMemoryMXBean().gc();
    }

    /** {@code VmRSS} in KiB. */
    static Optional<Long> resident(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.valueOf(line.replaceAll("[^0-9]", "")))
                .findFirst();
    }
}
