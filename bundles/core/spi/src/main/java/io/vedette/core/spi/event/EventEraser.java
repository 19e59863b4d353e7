package io.vedette.core.spi.event;

import io.vedette.core.spi.store.StoreException;

/** Deletes events for good. A service of core/event; thread-safe. */
public interface EventEraser {

    /**
     * Deletes every event that names a person as its face: from the log, the outboxes, the dead letters and the media folder; what
     * is retained elsewhere of their pictures is replaced.
     *
     * @return how many events
     * @throws StoreException it was not done, or not wholly; to be called again
     */
    int eraseFace(String name) throws StoreException;
}
