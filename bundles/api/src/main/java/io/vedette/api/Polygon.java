package io.vedette.api;

import java.util.List;

/**
 * A simple closed outline in fractions of the frame, such as a mask. Immutable.
 *
 * @param points at least three corners in order; the last is joined to the first
 */
public record Polygon(List<Point> points) {

    /** A place in the frame, in fractions [0,1] of its width and height. */
    public record Point(double x, double y) {
        public Point {
            if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
                throw new IllegalArgumentException("a point must lie within 0,0 and 1,1, but is " + x + "," + y);
            }
        }
    }

    public Polygon {
        points = List.copyOf(points);
        if (points.size() < 3) {
            throw new IllegalArgumentException("a polygon needs at least 3 points, but has " + points.size());
        }
    }
}
