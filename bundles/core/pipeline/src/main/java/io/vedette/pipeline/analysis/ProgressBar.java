package io.vedette.pipeline.analysis;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** One line on a terminal that tells how far a clip is; it is gone in the end. Confined to one thread. */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long REDRAW_NS = 200_000_000L;

    private final PrintStream terminal;
    private final String name;
    private boolean on;
    private final long beganNs = System.nanoTime();
    private long drawnNs;

    ProgressBar(PrintStream terminal, String name, boolean on) {
        this.terminal = terminal;
        this.name = name;
        this.on = on;
    }

    void show(Duration done, Optional<Duration> all) {
        long now = System.nanoTime();
        if (!on || now - drawnNs < REDRAW_NS) {
            return;
        }
        drawnNs = now;
        double seconds = done.toMillis() / 1000.0;
        double speed = seconds / Math.max(0.001, (now - beganNs) / 1e9);
        String bar = "";
        if (all.isPresent() && !all.get().isZero()) {
            double part = Math.min(1, seconds * 1000 / all.get().toMillis());
            int full = (int) (part * WIDTH);
            bar = "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + (int) (100 * part) + " % ";
        }
        terminal.printf(
                Locale.ROOT, "\r\033[K%s %s%.0f s, %.1f times as fast as it was filmed", name, bar, seconds, speed);
        terminal.flush();
    }

    @Override
    public void close() {
        if (on) {
            on = false;
            terminal.print("\r\033[K");
            terminal.flush();
        }
    }
}
