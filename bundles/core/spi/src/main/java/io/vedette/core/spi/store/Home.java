package io.vedette.core.spi.store;

import java.nio.file.Path;
import java.util.Optional;

/** The folder that holds everything that changes. A service of core/store; immutable. */
public interface Home {

    Path root();

    /** {@code etc}: the user's configuration. */
    default Path etc() {
        return root().resolve("etc");
    }

    /** {@code data}: the program's own state. */
    default Path data() {
        return root().resolve("data");
    }

    /** {@code media}: pictures and recordings. */
    default Path media() {
        return root().resolve("media");
    }

    /** {@code models}: models that were pulled. */
    default Path models() {
        return root().resolve("models");
    }

    /** The database of another home whose gallery of faces a new database begins with; its own home is not changed by it. */
    default Optional<Path> galleryOf() {
        return Optional.empty();
    }

    /** Whether one command works on it and then ends: what has lived its time is left to an instance, which can tell others, too. */
    default boolean servesOneCommand() {
        return false;
    }

    /** An offline mirror of models, given at start. */
    Optional<Path> modelMirror();
}
