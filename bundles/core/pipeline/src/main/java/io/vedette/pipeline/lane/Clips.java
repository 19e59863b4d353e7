package io.vedette.pipeline.lane;

import io.vedette.core.spi.media.Hub;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** Puts a piece of a stream into a file. Thread-safe. */
@FunctionalInterface
public interface Clips {

    /** There are no clips. */
    Clips NONE = (hub, from, to, file, done) -> done.accept(false);

    /**
     * Begins and returns at once.
     *
     * @param from the clip begins at the last key frame that arrived by then, or at the oldest that is kept
     * @param done told, on any thread, whether the file is there; exactly once
     */
    void cut(Hub hub, Instant from, Instant to, Path file, Consumer<Boolean> done);
}
