package io.vedette.media.picture;

import io.vedette.api.Box;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.PixelLayout.Fit;
import io.vedette.api.detect.Placement;

/**
 * Which samples of a frame are read, and which of the target they fill. Immutable.
 *
 * @param x first column, even, so that luma and chroma begin at the same place
 * @param y first row, even
 * @param width columns; even unless they reach an odd frame's right edge
 * @param height rows; even unless they reach an odd frame's lower edge
 * @param placement the same in fractions of the frame, and where it lies in the target
 */
record Crop(int x, int y, int width, int height, Placement placement) {

    /** Below this a boundary counts as lying on the sample's edge: fractions are rounded. */
    private static final double SLACK = 1e-6;

    static Crop of(int frameWidth, int frameHeight, Box region, PixelLayout layout) {
        int x = first(region.x() * frameWidth, frameWidth);
        int y = first(region.y() * frameHeight, frameHeight);
        int width = end(region.right() * frameWidth, frameWidth, x) - x;
        int height = end(region.bottom() * frameHeight, frameHeight, y) - y;
        int w = layout.widthPx();
        int h = layout.heightPx();
        if (layout.fit() != Fit.STRETCH) {
            double scale = Math.min((double) w / width, (double) h / height);
            w = Math.max(1, Math.min(w, (int) Math.round(width * scale)));
            h = Math.max(1, Math.min(h, (int) Math.round(height * scale)));
        }
        boolean middle = layout.fit() == Fit.CENTER;
        Box read = new Box(
                (double) x / frameWidth,
                (double) y / frameHeight,
                (double) width / frameWidth,
                (double) height / frameHeight);
        int left = middle ? (layout.widthPx() - w) / 2 : 0;
        int top = middle ? (layout.heightPx() - h) / 2 : 0;
        return new Crop(x, y, width, height, new Placement(read, left, top, w, h));
    }

    /** The even sample at or before a boundary, such that at least one is left. */
    private static int first(double boundary, int size) {
        return (int) Math.max(0, Math.min(Math.floor(boundary + SLACK), size - 1)) & ~1;
    }

    /** The even sample at or behind a boundary, or the frame's end. */
    private static int end(double boundary, int size, int first) {
        int samples = (int) Math.max(first + 1, Math.min(Math.ceil(boundary - SLACK), size));
        return Math.min(size, samples + 1 & ~1);
    }
}
