package io.vedette.api.track;

import java.time.Duration;

/**
 * How a camera's tracker is to behave. Immutable.
 *
 * @param highScore detections from here on are matched first (ByteTrack's high threshold), 0 to 1
 * @param newTrackScore a new track begins from here on, 0 to 1
 * @param confirmations looks that must see an object before it is confirmed, at least 1
 * @param buffer how long a lost track may be found again
 * @param firstId the id of the first track that a new session begins, at least 1, so that no id of a former session returns
 */
public record TrackerSettings(
        double highScore, double newTrackScore, int confirmations, Duration buffer, long firstId) {

    /** The reference's values: 0.5, 0.6, two looks, 30 frames at 30 per second. */
    public static final TrackerSettings DEFAULT = new TrackerSettings(0.5, 0.6, 2, Duration.ofSeconds(1), 1);

    public TrackerSettings {
        if (!(highScore >= 0 && highScore <= 1 && newTrackScore >= 0)) {
            throw new IllegalArgumentException("scores must be 0 to 1, but are " + highScore + " and " + newTrackScore);
        }
        if (confirmations < 1) {
            throw new IllegalArgumentException("confirmations must be at least 1, but is " + confirmations);
        }
        if (buffer.isNegative()) {
            throw new IllegalArgumentException("buffer must not be negative, but is " + buffer);
        }
        if (firstId < 1) {
            throw new IllegalArgumentException("firstId must be at least 1, but is " + firstId);
        }
    }

    /** The same for a session whose tracks are counted from another id on. */
    public TrackerSettings countingFrom(long id) {
        return new TrackerSettings(highScore, newTrackScore, confirmations, buffer, id);
    }
}
