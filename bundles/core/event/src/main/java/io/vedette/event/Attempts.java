package io.vedette.event;

import io.vedette.core.spi.event.SinkState.Failing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** How the attempts of one delivery go. Told by its thread, read by any. Thread-safe. */
final class Attempts {
    /** A call that runs for longer is told of, as it may never return. */
    private static final Duration LONG_CALL = Duration.ofSeconds(30);

    private static final int LONGEST_REASON = 300;

    private final InstantSource clock;
    private Optional<Instant> calling = Optional.empty();
    private Optional<Failing> failing = Optional.empty();

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /** A call into the sink begins. */
    synchronized void began() {
        calling = Optional.of(clock.instant());
    }

    /** The message was taken, or buried. */
    synchronized void wentWell() {
        calling = Optional.empty();
        failing = Optional.empty();
    }

    synchronized void failed(String reason) {
        failing = Optional.of(again(reason));
        calling = Optional.empty();
    }

    /** Nothing waits any more: what failed last is no concern now. */
    synchronized void done() {
        calling = Optional.empty();
        failing = Optional.empty();
    }

    /** Attempts that failed in a row, and one that has been under way for long. */
    synchronized Optional<Failing> failing() {
        Instant late = clock.instant().minus(LONG_CALL);
        return calling.filter(began -> began.isBefore(late))
                .map(began -> again("a call that began at " + began + " has not returned"))
                .or(() -> failing);
    }

    private Failing again(String reason) {
        Instant since = failing.map(Failing::since).or(() -> calling).orElseGet(clock::instant);
        return new Failing(since, failing.map(Failing::attempts).orElse(0L) + 1, line(reason));
    }

    /** A text on one line, not too long. */
    static String line(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }
}
