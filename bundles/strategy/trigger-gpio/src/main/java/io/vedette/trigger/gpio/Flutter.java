package io.vedette.trigger.gpio;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Notices a line that nobody can have pressed so often: a loose wire, or no bias. From more than 20 presses in 10 s on none counts,
 * until there was none for 10 s. Confined to one thread.
 */
final class Flutter {
    static final int MOST_PRESSES = 20;
    static final long WINDOW_NS = 10_000_000_000L;

    private final Deque<Long> latest = new ArrayDeque<>();
    private boolean fluttering;

    /** Takes a press; whether it is one too many. */
    boolean tooMany(long nowNs) {
        quiet(nowNs);
        if (latest.size() > MOST_PRESSES) {
            latest.removeFirst();
        }
        latest.addLast(nowNs);
        fluttering |= latest.size() > MOST_PRESSES;
        return fluttering;
    }

    /** Whether a flutter is going on that has not been over for long enough. */
    boolean goesOn(long nowNs) {
        quiet(nowNs);
        return fluttering;
    }

    private void quiet(long nowNs) {
        while (!latest.isEmpty() && nowNs - latest.getFirst() >= WINDOW_NS) {
            latest.removeFirst();
        }
        fluttering &= !latest.isEmpty();
    }
}
