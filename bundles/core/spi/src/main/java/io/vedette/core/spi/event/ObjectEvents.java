package io.vedette.core.spi.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Opens the event life cycle of cameras. A service of core/event; thread-safe. */
public interface ObjectEvents {

    /** Opens a camera's life cycle. Its owner's epoch is taken when it opens. */
    Session open(String cameraId, EventSettings settings);

    /** The events of one camera. Confined to its lane. */
    interface Session extends AutoCloseable {

        /** Takes an answered look: begins, updates and ends events. */
        void look(LookOutcome outcome);

        /** The open event of a track; empty where it has none. */
        Optional<UUID> eventOf(long trackId);

        /** Begins the event of a press, whatever else is seen; empty while none can be. It goes on until {@link #clipped}. */
        Optional<Pressed> pressed(Pressing pressing);

        /**
         * Ends the event of a press.
         *
         * @param stored whether its clip was put into its place
         */
        void clipped(UUID eventId, boolean stored);

        /** New settings; open events go on. */
        void configure(EventSettings settings);

        /** Ends all that is open, as the camera is lost, switched off or its detector left without successor. */
        void endAll(Instant at);

        /** Ends all that is open and frees the session. */
        @Override
        void close();
    }
}
