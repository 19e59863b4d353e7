package io.vedette.core.spi.event;

import java.time.Instant;
import java.util.Optional;

/**
 * How a durable sink is. Immutable.
 *
 * @param wanted whether the settings or an alert rule name it
 * @param there whether its service is there
 * @param waiting messages in its outbox
 * @param dead messages that it refused for good
 * @param complaint what the owner of its settings must mend, in one line; empty where there is nothing
 * @param failing empty where its last attempt was taken, nothing waits any more, or none was made
 */
public record SinkState(
        String name,
        boolean wanted,
        boolean there,
        long waiting,
        long dead,
        Optional<String> complaint,
        Optional<Failing> failing) {

    /**
     * Attempts that failed in a row.
     *
     * @param since when the first of them was made
     * @param attempts how many
     * @param reason of the last, in one line
     */
    public record Failing(Instant since, long attempts, String reason) {}

    /** Whether it takes what it is given, as far as is known; one that nobody wants need not be there. */
    public boolean isWell() {
        return (there || !wanted) && complaint.isEmpty() && failing.isEmpty();
    }
}
