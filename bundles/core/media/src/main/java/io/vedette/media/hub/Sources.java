package io.vedette.media.hub;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;

/** The media sources that are there now, as a hub sees them. Thread-safe. */
interface Sources {

    /**
     * The best source for an address.
     *
     * @throws CaptureException where none is there
     */
    MediaSource choose(String uri) throws CaptureException;

    /** A hub let go of its source. */
    void released();
}
