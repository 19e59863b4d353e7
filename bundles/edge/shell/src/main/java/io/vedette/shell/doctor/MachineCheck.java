package io.vedette.shell.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Examines what Vedette stands on: Java, the clock, the disk. Stateless. */
final class MachineCheck {
    private static final int OLDEST_JAVA = 17;
    private static final int NEWEST_JAVA = 23;
    /** The clock is read with some uncertainty at the start. */
    private static final Duration JUMP = Duration.ofSeconds(2);

    private static final long GB = 1_000_000_000L;

    private MachineCheck() {}

    static Finding java(int release) {
        if (release >= OLDEST_JAVA && release <= NEWEST_JAVA) {
            return Finding.ok("Java", "Java " + release + " serves");
        }
        return Finding.problem(
                "Java",
                "Java " + release + " is too " + (release < OLDEST_JAVA ? "old" : "new"),
                "Install a JDK from " + OLDEST_JAVA + " to " + NEWEST_JAVA + ", set JAVA_HOME to it, start again");
    }

    /** By how much the wall clock ran ahead of the monotonic one since the program's start. */
    static Duration clockJump() {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        return clockJump(System.currentTimeMillis(), runtime.getStartTime(), runtime.getUptime());
    }

    static Duration clockJump(long nowMs, long startMs, long uptimeMs) {
        return Duration.ofMillis(nowMs - startMs - uptimeMs);
    }

    static Finding clock(Duration jump) {
        if (jump.abs().compareTo(JUMP) < 0) {
            return Finding.ok("clock", "Runs evenly");
        }
        return Finding.note(
                "clock",
                "Was set " + jump.abs().toSeconds() + " s " + (jump.isNegative() ? "back" : "forward")
                        + " since Vedette started, or the machine slept",
                "Times of events before it are off by that. Keep the clock right: timedatectl set-ntp true");
    }

    static Finding disk(Path home) {
        try {
            FileStore store = Files.getFileStore(home);
            return disk(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            return Finding.problem("disk", "Cannot be examined: " + e, "See that " + home + " can be read");
        }
    }

    static Finding disk(long freeBytes, long totalBytes) {
        String found = String.format(
                Locale.ROOT, "%.1f GB of %.1f GB are free", freeBytes / (double) GB, totalBytes / (double) GB);
        if (freeBytes < GB) {
            return Finding.problem(
                    "disk", found, "Make room at once: without it no event is logged. media/ and log/ hold most");
        }
        if (freeBytes < 5 * GB && freeBytes < totalBytes / 10) {
            return Finding.note(
                    "disk", found, "Make room soon; retention in etc/io.vedette.event.cfg keeps fewer days");
        }
        return Finding.ok("disk", found);
    }
}
