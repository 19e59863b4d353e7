package io.vedette.api.track;

/**
 * The size of the pictures that boxes are fractions of. Immutable.
 *
 * @param widthPx at least 1
 * @param heightPx at least 1
 */
public record PictureSize(int widthPx, int heightPx) {
    public PictureSize {
        if (widthPx < 1 || heightPx < 1) {
            throw new IllegalArgumentException("a picture has at least one pixel, not " + widthPx + "x" + heightPx);
        }
    }
}
