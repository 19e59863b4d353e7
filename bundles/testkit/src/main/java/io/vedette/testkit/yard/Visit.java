package io.vedette.testkit.yard;

/**
 * Somebody who walks through the picture. Immutable.
 *
 * @param fromS the second of the first picture that shows him
 * @param toS the second of the first picture that no longer does
 * @param widthPx columns
 * @param heightPx rows
 * @param contrast grey levels above the ground, or below it where negative
 */
public record Visit(double fromS, double toS, int widthPx, int heightPx, int contrast) {

    /** Whether a picture of this second shows him. */
    public boolean at(double second) {
        return second >= fromS && second < toS;
    }
}
