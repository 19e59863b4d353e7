package io.vedette.api.event;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A durable sink: every event is delivered to it at least once, in the order of first occurrence, whether or not it was there
 * when the event happened. A service; {@link #deliver} is called from one thread of core at a time.
 */
@ConsumerType
public interface EventSink {

    /** The name under which the sink is configured, {@code [a-z0-9-]{1,40}}; the outbox keeps rows under it. */
    String name();

    /**
     * Takes one message. Returning acknowledges it: it will not come again (but for a crash in between; {@code event_id} and
     * {@code seq} tell duplicates).
     *
     * @throws SinkException it could not be taken; it stays in the outbox and comes again later, before any other
     * @throws InterruptedException the sink is leaving; the message stays in the outbox
     */
    void deliver(EventMessage message) throws SinkException, InterruptedException;

    /**
     * What the owner of its settings must mend, such as an address that is missing or refused: one line without secrets, shown on
     * the health page while the sink is wanted, whether or not anything waits. Not for outages, which {@link #deliver} tells.
     * Called by many threads at once; answers from memory.
     */
    default Optional<String> complaint() {
        return Optional.empty();
    }
}
