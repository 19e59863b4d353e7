package io.vedette.core.spi.event;

import io.vedette.api.event.EventMessage;
import java.util.function.Consumer;

/**
 * Opens event life cycles that are told to one consumer and to nobody else: nothing is logged, delivered, pictured or shown. For
 * the analysis of files. A service of core/event; thread-safe.
 */
public interface UnloggedEvents {

    /**
     * Opens a life cycle of epoch 1.
     *
     * @param cameraId the events' {@code stream_id}
     * @param origin what the events' ids are derived from, such as the clip's sha256: same origin, same looks, same ids
     * @param told called on the session's lane, in order
     */
    ObjectEvents.Session open(String cameraId, String origin, EventSettings settings, Consumer<EventMessage> told);
}
