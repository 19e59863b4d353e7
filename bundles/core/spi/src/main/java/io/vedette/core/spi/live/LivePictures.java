package io.vedette.core.spi.live;

import java.util.Optional;

/** The cameras' pictures as they are now, for people who watch. A service of core/pipeline; thread-safe. */
public interface LivePictures {

    /**
     * The latest picture of a camera. Asking makes the camera keep pictures, about five a second, for the next few seconds; while
     * nobody asks it keeps none. So the first answer is mostly empty.
     *
     * @return one handle, to be closed by the caller; empty where there is no such camera or no picture of it yet
     */
    Optional<LivePicture> latest(String cameraId);
}
