package io.vedette.core.spi.expert;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.media.Frame;
import java.util.List;

/** Has the faces of single pictures looked for, by the same experts that serve cameras. A service of core/pipeline; thread-safe. */
public interface FaceLooks {

    /**
     * All faces in a frame, best score first, with their traits. Blocks, at most 10 s.
     *
     * @param frame borrowed for the call
     * @throws DetectorException no detector of faces serves, or it failed; one line for people
     */
    List<Detection> faces(Frame frame) throws DetectorException, InterruptedException;

    /** The sha256 of the model whose embeddings are made now, in hex; empty where none is. Cheap. */
    String embeddingModel();

    /** Calls {@code changed}, on any thread, whenever an expert may have come, gone or changed its model; it must only wake somebody. */
    Listening listen(Runnable changed);

    /** Ends listening. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
