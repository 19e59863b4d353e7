package io.vedette.api.event;

import java.time.Duration;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds to events what can be found out quickly. A service; those of higher {@code service.ranking} are asked first, and see what
 * those before them have added. One that takes longer than its budget, or fails, is skipped and counted; the event goes out
 * without it. Called on threads of core, of which each enricher has one.
 */
@ConsumerType
public interface EventEnricher {

    /** The longest budget. */
    Duration MOST = Duration.ofSeconds(2);

    /** A short name, {@code [a-z0-9-]{1,40}}, for counters and the log. */
    String name();

    /** How long it may take for one event, above 0 and at most {@link #MOST}. */
    default Duration budget() {
        return Duration.ofMillis(50);
    }

    /**
     * What is to be added.
     *
     * @return attributes of the event, texts, numbers, booleans, lists and maps of such; empty where nothing is known
     * @throws InterruptedException it took too long, and is asked to give up
     */
    Map<String, Object> enrich(ObjectEvent event) throws InterruptedException;
}
