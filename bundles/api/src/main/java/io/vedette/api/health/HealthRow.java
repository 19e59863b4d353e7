package io.vedette.api.health;

import java.util.Objects;

/**
 * How one thing is. Immutable.
 *
 * @param name what it is, 1 to 100 characters: {@code button front}
 * @param status how it is
 * @param sentence why, in one line without secrets
 */
public record HealthRow(String name, Status status, String sentence) {
    private static final int LONGEST_NAME = 100;

    /** What a status means, worse ones last. */
    public enum Status {
        /** Works; there is nothing to do. */
        OK,
        /** Works, but somebody should look at it. */
        WARN,
        /** A function is lost. */
        CRITICAL
    }

    public HealthRow {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "a health row's name must have 1 to " + LONGEST_NAME + " characters, but is '" + name + "'");
        }
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(sentence, "sentence");
    }
}
