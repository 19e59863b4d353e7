package io.vedette.core.spi.camera;

import java.util.List;
import java.util.Optional;

/** The cameras that are configured. A service of core/pipeline; thread-safe. */
public interface Cameras {

    /** All, by id. */
    List<CameraStatus> all();

    Optional<CameraStatus> find(String id);

    /**
     * Turns something of a camera on or off, until the next restart.
     *
     * @return false where there is no such camera
     */
    boolean turn(String id, Switch which, boolean on);
}
