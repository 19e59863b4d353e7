package io.vedette.core.spi.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The files that configure cameras, {@code etc/io.vedette.camera-ID.cfg}. What changes in them holds within seconds. A service of
 * core/pipeline; thread-safe.
 */
public interface CameraFiles {

    /** The file of a camera; empty where there is none. */
    Optional<Path> find(String id);

    /**
     * Writes the file of a new camera, whole or not at all, for nobody but its owner to read.
     *
     * @param settings by the keys of such a file, as they shall stand there; placeholders stay
     * @return the file
     * @throws IllegalArgumentException a key or value cannot be used, or the file is there already; one line without secrets.
     *     Nothing was written
     * @throws IOException the file cannot be written
     */
    Path add(String id, Map<String, String> settings) throws IOException;

    /**
     * Deletes the file of a camera.
     *
     * @return false where there is none
     * @throws IOException the file cannot be deleted
     */
    boolean remove(String id) throws IOException;

    /**
     * The complaints about files whose settings cannot be used, by camera, one line each without secrets.
     *
     * @throws IOException the folder cannot be read
     */
    Map<String, String> refused() throws IOException;
}
