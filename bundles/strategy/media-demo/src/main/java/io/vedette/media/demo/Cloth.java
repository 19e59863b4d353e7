package io.vedette.media.demo;

/**
 * Paints rounded parts of a body: their light falls from above, from the left and from the front. Confined to one capture.
 */
final class Cloth {

    private static final double LIGHT_X = -0.5;
    private static final double LIGHT_Y = -0.55;
    private static final double LIGHT_Z = 0.67;
    private static final double AMBIENT = 0.52;
    private static final double DIFFUSE = 0.62;

    private final Sprite sprite;
    private int seed;

    Cloth(Sprite sprite) {
        this.sprite = sprite;
    }

    /** What is painted from now on has these folds. */
    void folds(int of) {
        seed = of;
    }

    /** A part between two places of the picture, thicker at one end than at the other. */
    void limb(Limb limb) {
        double dx = limb.toX() - limb.fromX();
        double dy = limb.toY() - limb.fromY();
        double length = Math.max(1e-6, dx * dx + dy * dy);
        double most = Math.max(limb.fromRadius(), limb.toRadius()) + 1;
        int bottom = (int) Math.ceil(Math.max(limb.fromY(), limb.toY()) + most);
        int right = (int) Math.ceil(Math.max(limb.fromX(), limb.toX()) + most);
        for (int y = (int) Math.floor(Math.min(limb.fromY(), limb.toY()) - most); y <= bottom; y++) {
            for (int x = (int) Math.floor(Math.min(limb.fromX(), limb.toX()) - most); x <= right; x++) {
                double px = x + 0.5 - limb.fromX();
                double py = y + 0.5 - limb.fromY();
                double t = Math.max(0, Math.min(1, (px * dx + py * dy) / length));
                double radius = limb.fromRadius() + t * (limb.toRadius() - limb.fromRadius());
                double nx = (px - t * dx) / radius;
                double ny = (py - t * dy) / radius;
                double distance = Math.sqrt(nx * nx + ny * ny);
                double coverage = Math.min(1, (1 - distance) * radius + 0.5);
                if (coverage > 0) {
                    double fold = Colour.cloud(t * 5 + seed, nx * 1.5, seed) * limb.folds();
                    sprite.over(x, y, Colour.times(limb.rgb(), shade(nx, ny) + fold), coverage);
                }
            }
        }
    }

    /** How bright a rounded surface is at a place whose normal leans so far to the right and down. */
    static double shade(double nx, double ny) {
        double flat = Math.min(1, nx * nx + ny * ny);
        double nz = Math.sqrt(1 - flat);
        double lit = Math.max(0, nx * LIGHT_X + ny * LIGHT_Y + nz * LIGHT_Z);
        return (AMBIENT + DIFFUSE * lit) * (1 - 0.28 * flat * flat);
    }

    /**
     * A tapered part. Immutable.
     *
     * @param folds how much its surface varies, 0 to 0.3
     */
    record Limb(
            double fromX,
            double fromY,
            double fromRadius,
            double toX,
            double toY,
            double toRadius,
            int rgb,
            double folds) {}
}
