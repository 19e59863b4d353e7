package io.vedette.pipeline.clip;

import io.vedette.core.spi.media.Hub;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A clip that somebody wants. Immutable.
 *
 * @param hub whose packets; it must keep them from {@code from} on, by its pre-roll, else the clip begins later
 * @param from when it begins: at the key frame that had arrived by then
 * @param to when it ends, at most 10 min later; may lie ahead
 * @param file where to; its folder is there
 */
public record ClipOrder(Hub hub, Instant from, Instant to, Path file) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    public ClipOrder {
        Duration length = Duration.between(from, to);
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a clip must be 0 s to 600 s long, but is " + length.toSeconds() + " s");
        }
    }
}
