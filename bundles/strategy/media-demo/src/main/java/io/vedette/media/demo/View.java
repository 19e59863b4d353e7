package io.vedette.media.demo;

/**
 * Where a point of the scene comes to lie in the picture: a camera 2.8 m over the ground that looks level, so that upright things
 * stay upright. X to the right, Y up, Z away from the camera, all in metres. Stateless.
 */
final class View {

    static final int WIDTH_PX = 960;
    static final int HEIGHT_PX = 540;
    static final double HORIZON_PX = 150;
    private static final double FOCAL_PX = 1200;
    private static final double EYE_M = 2.8;

    private View() {}

    /** Pixels per metre at a distance. */
    static double scale(double z) {
        return FOCAL_PX / z;
    }

    static double x(double x, double z) {
        return WIDTH_PX / 2.0 + x * scale(z);
    }

    static double y(double y, double z) {
        return HORIZON_PX + (EYE_M - y) * scale(z);
    }

    /** How far to the right the picture reaches at a distance. */
    static double edge(double z) {
        return WIDTH_PX / 2.0 / scale(z);
    }
}
