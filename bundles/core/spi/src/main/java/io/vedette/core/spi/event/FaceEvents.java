package io.vedette.core.spi.event;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the events that tell of a person: those that {@link EventEraser} would delete. A service of core/event; thread-safe. */
public interface FaceEvents {

    /**
     * Gives every event that names a person as its face to somebody, one after the other, the oldest first.
     *
     * @throws StoreException the log cannot be read
     * @throws IOException whoever takes them gave up
     */
    void each(String name, Taker taker) throws StoreException, IOException;

    /** Takes events, on the caller's thread. */
    @FunctionalInterface
    interface Taker {
        void take(Told event) throws IOException;
    }

    /**
     * All that is kept of an event. Immutable.
     *
     * @param life its messages, in order
     * @param picture a JPEG file; retention may delete it any time
     * @param clip an MP4 file; likewise
     */
    record Told(UUID eventId, List<EventMessage> life, Optional<Path> picture, Optional<Path> clip) {
        public Told {
            life = List.copyOf(life);
        }
    }
}
