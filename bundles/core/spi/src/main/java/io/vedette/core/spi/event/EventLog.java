package io.vedette.core.spi.event;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was logged. A service of core/event; thread-safe. */
public interface EventLog {

    /**
     * The latest messages, newest first.
     *
     * @param limit 1 to 1000
     */
    List<EventMessage> latest(int limit) throws StoreException;

    /** All messages of one event, in order. */
    List<EventMessage> life(UUID eventId) throws StoreException;

    /** The event's best picture, if there is one. */
    Optional<Path> picture(UUID eventId);

    /** The event's clip, an MP4 file, if there is one. */
    Optional<Path> clip(UUID eventId);

    /** How the durable sinks are that somebody wants, that something waits for, or that refused something; by name. */
    List<SinkState> sinks() throws StoreException;
}
