package io.vedette.face.onnx;

import java.util.Optional;

/**
 * Turns, scales and shifts a plane without mirroring it: {@code x' = a x - b y + dx}, {@code y' = b x + a y + dy}. Immutable.
 */
record Similarity(double a, double b, double dx, double dy) {

    /**
     * The one that brings points closest to others, by least squares: S. Umeyama, Least-Squares Estimation of Transformation
     * Parameters Between Two Point Patterns, 1991. In the plane it is the regression of complex numbers, so it needs no
     * decomposition.
     *
     * @param from {@code x y} of each point
     * @param to as many
     * @return empty where the points lie in one place, or are no numbers
     */
    static Optional<Similarity> fit(double[] from, double[] to) {
        double fromX = mean(from, 0);
        double fromY = mean(from, 1);
        double toX = mean(to, 0);
        double toY = mean(to, 1);
        double square = 0;
        double along = 0;
        double across = 0;
        for (int i = 0; i < from.length; i += 2) {
            double x = from[i] - fromX;
            double y = from[i + 1] - fromY;
            double u = to[i] - toX;
            double v = to[i + 1] - toY;
            square += x * x + y * y;
            along += x * u + y * v;
            across += x * v - y * u;
        }
        double a = along / square;
        double b = across / square;
        if (!(Double.isFinite(a + b) && a * a + b * b > 0)) {
            return Optional.empty();
        }
        return Optional.of(new Similarity(a, b, toX - a * fromX + b * fromY, toY - b * fromX - a * fromY));
    }

    private static double mean(double[] points, int axis) {
        double sum = 0;
        for (int i = axis; i < points.length; i += 2) {
            sum += points[i];
        }
        return 2 * sum / points.length;
    }

    double x(double x, double y) {
        return a * x - b * y + dx;
    }

    double y(double x, double y) {
        return b * x + a * y + dy;
    }

    /** How long what was 1 long is afterwards. */
    double scale() {
        return Math.hypot(a, b);
    }

    /** The way back. */
    Similarity inverse() {
        double square = a * a + b * b;
        double backA = a / square;
        double backB = -b / square;
        return new Similarity(backA, backB, -backA * dx + backB * dy, -backB * dx - backA * dy);
    }
}
