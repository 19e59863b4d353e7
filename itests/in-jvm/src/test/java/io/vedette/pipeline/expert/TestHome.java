package io.vedette.pipeline.expert;

import io.vedette.core.spi.store.Home;
import java.nio.file.Path;
import java.util.Optional;

/** A home in a folder of the test's. Immutable. */
public record TestHome(Path root, Optional<Path> modelMirror) implements Home {}
