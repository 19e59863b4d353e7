package io.vedette.core.spi.event;

import java.time.Instant;

/** Opens the event life cycle of cameras. A service of core/event; thread-safe. */
public interface ObjectEvents {

    /** Opens a camera's life cycle. Its owner's epoch is taken when it opens. */
    Session open(String cameraId, EventSettings settings);

    /** The events of one camera. Confined to its lane. */
    interface Session extends AutoCloseable {

        /** Takes an answered look: begins, updates and ends events. */
        void look(LookOutcome outcome);

        /** New settings; open events go on. */
        void configure(EventSettings settings);

        /** Ends all that is open, as the camera is lost, switched off or its detector left without successor. */
        void endAll(Instant at);

        /** Ends all that is open and frees the session. */
        @Override
        void close();
    }
}
