package io.vedette.core.spi.media;

import io.vedette.api.media.Frame;
import io.vedette.api.media.Picture;
import java.time.Instant;
import java.util.List;

/** Core's pool of looked-at frames. A service of core/media; thread-safe. */
public interface FramePool {

    /**
     * Copies a borrowed picture.
     *
     * @return one handle, owned by the caller
     */
    Frame copy(Picture picture, Instant capturedAt, long index);

    /** Frames that are in use now. */
    int inUse();

    /** Memory of the frames in use and of those kept for later. */
    long bytes();

    /** Where the handles that are open were made; empty unless the system property {@code vedette.leaks} was true at start. */
    default List<String> leaks() {
        return List.of();
    }
}
