package io.vedette.model;

import io.vedette.core.spi.model.Models.Progress;
import java.io.PrintStream;

/** Shows a pull: a bar on stderr where that is a terminal, a few plain lines on stdout where it is none. Confined to one thread. */
final class PullProgress implements Progress {
    private static final int WIDTH = 30;
    private static final int STEP_PERCENT = 25;
    private static final long LONG_BYTES = 20_000_000;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private int shownPercent = -1;

    PullProgress(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void at(long doneBytes, long totalBytes) {
        int percent = (int) (100 * doneBytes / totalBytes);
        if (percent == shownPercent) {
            return;
        }
        if (terminal) {
            int full = WIDTH * percent / 100;
            err.print(CLEAR + "  [" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + " %  "
                    + Size.of(doneBytes) + " of " + Size.of(totalBytes));
            err.flush();
        } else if (totalBytes >= LONG_BYTES
                && percent / STEP_PERCENT > Math.max(0, shownPercent) / STEP_PERCENT
                && percent < 100) {
            out.println("  " + percent + " %, " + Size.of(doneBytes) + " of " + Size.of(totalBytes));
        }
        shownPercent = percent;
    }

    @Override
    public void say(String line) {
        clear();
        out.println(line);
    }

    /** Takes the bar away. */
    void clear() {
        if (terminal && shownPercent >= 0) {
            err.print(CLEAR);
            err.flush();
        }
        shownPercent = -1;
    }
}
