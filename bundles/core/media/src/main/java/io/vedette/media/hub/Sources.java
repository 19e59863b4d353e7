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

    /** Whether a source that was chosen is still there; what runs in one that left is to be given up. */
    boolean present(MediaSource source);

    /** Whether one is there for an address. Never throws. */
    boolean canOpen(String uri);

    /** Whether the whole program stops: sources leave for good then, and no camera is lost. */
    boolean stopping();

    /** A hub let go of its source. */
    void released();
}
