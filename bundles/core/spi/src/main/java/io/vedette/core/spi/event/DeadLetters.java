package io.vedette.core.spi.event;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.store.StoreException;
import java.time.Instant;
import java.util.List;

/** Messages that sinks will never take, as they stand. A service of core/event; thread-safe. */
public interface DeadLetters {

    /**
     * The latest, newest first.
     *
     * @param limit 1 to 1000
     */
    List<Dead> dead(int limit) throws StoreException;

    /**
     * Puts all of a sink back into its outbox; they keep their order.
     *
     * @return how many
     */
    int replay(String sink) throws StoreException;

    /** Gives up all of a sink. Returns how many. */
    int discard(String sink) throws StoreException;

    /**
     * A message and why it was refused. Immutable.
     *
     * @param at when it was refused
     */
    record Dead(String sink, EventMessage message, Instant at, String reason) {}
}
