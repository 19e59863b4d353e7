package io.vedette.testkit.yard;

/**
 * Somebody who walks through the picture, and may come to stand. Immutable.
 *
 * @param fromS the second of the first picture that shows him
 * @param toS the second of the first picture that no longer does
 * @param widthPx columns
 * @param heightPx rows
 * @param contrast grey levels above the ground, or below it where negative
 * @param walksS seconds after which he stands still
 */
public record Visit(double fromS, double toS, int widthPx, int heightPx, int contrast, double walksS) {

    /** Somebody who walks all the time. */
    public Visit(double fromS, double toS, int widthPx, int heightPx, int contrast) {
        this(fromS, toS, widthPx, heightPx, contrast, Double.MAX_VALUE);
    }

    /** Whether a picture of this second shows him. */
    public boolean at(double second) {
        return second >= fromS && second < toS;
    }
}
