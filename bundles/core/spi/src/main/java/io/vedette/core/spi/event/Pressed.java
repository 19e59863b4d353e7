package io.vedette.core.spi.event;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The event of a press. Immutable.
 *
 * @param clip where its clip is to be put; empty where none is kept
 */
public record Pressed(UUID eventId, Optional<Path> clip) {}
