package io.vedette.api.detect;

import io.vedette.api.Box;

/**
 * Where in the target a region came to lie, and so how to find the way back to the frame. Immutable.
 *
 * @param region what of the frame was read (after clipping to the frame and rounding to whole samples)
 * @param left first covered column of the target
 * @param top first covered row of the target
 * @param width covered columns, at least 1
 * @param height covered rows, at least 1
 */
public record Placement(Box region, int left, int top, int width, int height) {

    /** The box in fractions of the frame for corners in pixels of the target. */
    public Box toFrame(double x1, double y1, double x2, double y2) {
        return new Box(
                frameX(x1),
                frameY(y1),
                Math.max(0, (x2 - x1) / width * region.width()),
                Math.max(0, (y2 - y1) / height * region.height()));
    }

    /** The fraction of the frame's width for a column of the target. */
    public double frameX(double x) {
        return region.x() + (x - left) / width * region.width();
    }

    /** The fraction of the frame's height for a row of the target. */
    public double frameY(double y) {
        return region.y() + (y - top) / height * region.height();
    }
}
