package io.vedette.api;

/**
 * A rectangle in fractions of the frame, origin top-left.
 *
 * <p>A box may reach beyond the frame (an object that walks in); {@link #clipped()} is the part that can be seen. Immutable.
 *
 * @param x left edge, fraction of the frame's width; finite
 * @param y top edge, fraction of the frame's height; finite
 * @param width fraction of the frame's width; finite, not negative
 * @param height fraction of the frame's height; finite, not negative
 */
public record Box(double x, double y, double width, double height) {

    /** The whole frame. */
    public static final Box FRAME = new Box(0, 0, 1, 1);

    public Box {
        if (!(Double.isFinite(x) && Double.isFinite(y))) {
            throw new IllegalArgumentException("box corner must be finite, but is " + x + "," + y);
        }
        if (!(width >= 0 && width < Double.POSITIVE_INFINITY && height >= 0 && height < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "box size must be finite and not negative, but is " + width + "x" + height);
        }
    }

    /** The box between two corners; the second must not lie left of or above the first. */
    public static Box ofCorners(double left, double top, double right, double bottom) {
        return new Box(left, top, right - left, bottom - top);
    }

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double area() {
        return width * height;
    }

    /** The part of this box that lies in the frame; empty (zero wide or high) where none does. */
    public Box clipped() {
        double left = Math.min(1, Math.max(0, x));
        double top = Math.min(1, Math.max(0, y));
        double right = Math.min(1, Math.max(left, right()));
        double bottom = Math.min(1, Math.max(top, bottom()));
        return new Box(left, top, right - left, bottom - top);
    }

    /** The area that both share, as a fraction of the frame. */
    public double intersection(Box other) {
        double w = Math.min(right(), other.right()) - Math.max(x, other.x);
        double h = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
        return w > 0 && h > 0 ? w * h : 0;
    }

    /** The smallest box that holds both. */
    public Box union(Box other) {
        return ofCorners(
                Math.min(x, other.x),
                Math.min(y, other.y),
                Math.max(right(), other.right()),
                Math.max(bottom(), other.bottom()));
    }
}
