package io.vedette.trigger.gpio;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells presses from the bouncing of a contact, where the kernel does not: a level counts once it has held for the whole period, as
 * the kernel's own debouncing has it. Edges are compared by their own times, so a thread that comes late misjudges nothing.
 * Confined to one thread.
 */
final class Debounce {
    /** What {@link #waitNs} says while nothing is pending. */
    static final long FOREVER = Long.MAX_VALUE;

    private final Duration period;
    private boolean stable;
    private Instant pending;
    private long dueNs;

    /**
     * @param period how long a level must hold; zero: each edge counts
     * @param active whether the button is pressed now
     */
    Debounce(Duration period, boolean active) {
        this.period = period;
        this.stable = active;
    }

    /**
     * Takes an edge.
     *
     * @param nowNs the thread's time, {@link System#nanoTime}
     * @return when the press was that it makes certain
     */
    Optional<Instant> edge(Line.Edge edge, long nowNs) {
        if (period.isZero()) {
            stable = edge.active();
            return stable ? Optional.of(edge.at()) : Optional.empty();
        }
        Optional<Instant> press = Optional.empty();
        if (pending != null && Duration.between(pending, edge.at()).compareTo(period) >= 0) {
            press = count();
        }
        if (edge.active() == stable) {
            pending = null;
        } else if (pending == null) {
            pending = edge.at();
            dueNs = nowNs + period.toNanos();
        }
        return press;
    }

    /** Says that no further edge has come up to now: when the press was that this makes certain. */
    Optional<Instant> quiet(long nowNs) {
        return pending != null && dueNs - nowNs <= 0 ? count() : Optional.empty();
    }

    /** How long to wait for the next edge before {@link #quiet} has something to tell. */
    long waitNs(long nowNs) {
        return pending == null ? FOREVER : Math.max(0, dueNs - nowNs);
    }

    private Optional<Instant> count() {
        Instant since = pending;
        pending = null;
        stable = !stable;
        return stable ? Optional.of(since) : Optional.empty();
    }
}
