package io.vedette.api.track;

import io.vedette.api.Box;
import java.util.Map;

/**
 * A live track on its way from one tracker to another, in terms that every tracker can read. Immutable.
 *
 * @param track id, label and state as last told ({@code matched} may be empty)
 * @param box the last matched detection's box
 * @param score the last matched detection's score
 * @param velocity change of {@code box} per second: x, y, width, height in fractions of the frame; width and height may be
 *     negative, hence four numbers and no box
 * @param timeNs the media time of {@code box}
 * @param attributes what only trackers of the same name understand
 */
public record TrackSnapshot(
        Track track, Box box, double score, Velocity velocity, long timeNs, Map<String, Object> attributes) {

    /** Fractions of the frame per second. */
    public record Velocity(double x, double y, double width, double height) {
        public static final Velocity ZERO = new Velocity(0, 0, 0, 0);
    }

    public TrackSnapshot {
        attributes = Map.copyOf(attributes);
    }
}
