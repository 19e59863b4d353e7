package io.vedette.motion.difference;

/**
 * Tells a shaken camera from motion: finds the shift of the whole picture against the background and looks again with the
 * background shifted along. Whole cells by trying, parts of a cell by Lucas and Kanade, "An iterative image registration
 * technique" (1981). Confined to one lane.
 */
final class Shake {

    /** Cells that are tried to each side. */
    private static final int REACH = 3;
    /** Less than this part of a cell is stillness. */
    private static final float LEAST_SHIFT = 0.12f;
    /** A single cell's difference counts no more than this, so that an object does not pull the estimate. */
    private static final float MOST_DIFFERENCE = 40;
    /** A shift that stays this long is where the camera looks now. */
    private static final float LASTING_S = 2;

    /** A camera that was shaken may be so again for this long. */
    private static final float SHAKY_S = 2;

    /** Grey levels over two cells, both ways, that make an edge. */
    private static final float STEEP = 30;
    /** With fewer edges nothing can be said by them. */
    private static final int FEW_EDGES = 20;

    private final Scene scene;
    private final int columns;
    private final int rows;
    private final float[] shifted;
    private float shiftX;
    private float shiftY;
    private float keptX;
    private float keptY;
    private float keptS;
    private float sinceS = Float.MAX_VALUE;

    Shake(Scene scene) {
        this.scene = scene;
        this.columns = scene.grid.columns;
        this.rows = scene.grid.rows;
        this.shifted = new float[scene.grid.size];
    }

    /**
     * Looks whether a shift of the whole picture explains most of what fires; if so, only the rest still fires.
     *
     * @param firing how many cells fire
     */
    boolean explains(Thresholds thresholds, int firing, float dtS) {
        shiftX = 0;
        shiftY = 0;
        if (!edgesFire()) {
            keptS = 0;
            return false;
        }
        refine(scene.background);
        if (Math.abs(shiftX) + Math.abs(shiftY) < LEAST_SHIFT) {
            keptS = 0;
            return false;
        }
        search();
        for (int i = 0; i < 2; i++) {
            shift();
            refine(shifted);
        }
        shift();
        scene.measure(shifted);
        if (count(thresholds, false) * 2 > firing) {
            scene.measure(scene.background);
            keptS = 0;
            return false;
        }
        count(thresholds, true);
        keep(dtS);
        sinceS = 0;
        return true;
    }

    /** Whether the camera was shaken within the last seconds. */
    boolean shaky(float dtS) {
        sinceS += dtS;
        return sinceS < SHAKY_S;
    }

    void still() {
        keptS = 0;
    }

    /** Cheap and needed: a shaken camera makes a good part of the background's edges fire, wherever they are. */
    private boolean edgesFire() {
        int edges = 0;
        int firing = 0;
        for (int y = 1; y < rows - 1; y += 2) {
            for (int i = y * columns + 1 + y / 2 % 2, end = (y + 1) * columns - 1; i < end; i += 2) {
                float[] b = scene.background;
                float steep = Math.abs(b[i + 1] - b[i - 1]) + Math.abs(b[i + columns] - b[i - columns]);
                if (steep > STEEP) {
                    edges++;
                    firing += scene.fires[i] ? 1 : 0;
                }
            }
        }
        return edges < FEW_EDGES || firing * 5 > edges;
    }

    /** Takes a shift that lasts over into the background. */
    private void keep(float dtS) {
        boolean same = Math.abs(shiftX - keptX) + Math.abs(shiftY - keptY) < 0.5f;
        keptS = same ? keptS + dtS : 0;
        keptX = shiftX;
        keptY = shiftY;
        if (keptS > LASTING_S) {
            System.arraycopy(shifted, 0, scene.background, 0, shifted.length);
            keptS = 0;
        }
    }

    /** The shift in whole cells with the least sum of capped differences. */
    private void search() {
        float best = Float.MAX_VALUE;
        int bestX = 0;
        int bestY = 0;
        for (int dy = -REACH; dy <= REACH; dy++) {
            for (int dx = -REACH; dx <= REACH; dx++) {
                float sum = differences(dx, dy);
                if (sum < best) {
                    best = sum;
                    bestX = dx;
                    bestY = dy;
                }
            }
        }
        shiftX = bestX;
        shiftY = bestY;
    }

    private float differences(int dx, int dy) {
        float gain = scene.light.gain;
        float offset = scene.light.offset;
        float sum = 0;
        for (int y = REACH; y < rows - REACH; y += 3) {
            int at = y * columns;
            int from = (y - dy) * columns - dx;
            for (int x = REACH + y % 4; x < columns - REACH; x += 4) {
                float d = Math.abs(scene.now[at + x] - gain * scene.background[from + x] - offset);
                sum += Math.min(d, MOST_DIFFERENCE);
            }
        }
        return sum;
    }

    /** One step of the estimate, by least squares of the difference over the slopes. */
    private void refine(float[] against) {
        float gain = scene.light.gain;
        float offset = scene.light.offset;
        double xx = 1;
        double xy = 0;
        double yy = 1;
        double xd = 0;
        double yd = 0;
        for (int y = REACH + 1; y < rows - REACH - 1; y += 2) {
            for (int i = y * columns + REACH + 1, end = (y + 1) * columns - REACH - 1; i < end; i += 2) {
                float d = scene.now[i] - gain * against[i] - offset;
                float gx = (against[i + 1] - against[i - 1]) * 0.5f;
                float gy = (against[i + columns] - against[i - columns]) * 0.5f;
                if (Math.abs(d) < MOST_DIFFERENCE && !scene.masked(i)) {
                    xx += gx * gx;
                    xy += gx * gy;
                    yy += gy * gy;
                    xd += gx * d;
                    yd += gy * d;
                }
            }
        }
        double determinant = xx * yy - xy * xy;
        if (determinant > 0.01 * xx * yy) {
            shiftX -= clamp((yy * xd - xy * yd) / determinant);
            shiftY -= clamp((xx * yd - xy * xd) / determinant);
        }
    }

    private static float clamp(double step) {
        return (float) Math.max(-1, Math.min(1, step));
    }

    /** The background as it would look through the shaken camera, bilinear. */
    private void shift() {
        int wholeX = (int) Math.floor(-shiftX);
        int wholeY = (int) Math.floor(-shiftY);
        float partX = -shiftX - wholeX;
        float partY = -shiftY - wholeY;
        float[] from = scene.background;
        for (int y = 0; y < rows; y++) {
            int upper = row(y + wholeY);
            int lower = row(y + wholeY + 1);
            for (int x = 0; x < columns; x++) {
                int x0 = column(x + wholeX);
                int x1 = column(x + wholeX + 1);
                float above = from[upper + x0] + partX * (from[upper + x1] - from[upper + x0]);
                float below = from[lower + x0] + partX * (from[lower + x1] - from[lower + x0]);
                shifted[y * columns + x] = above + partY * (below - above);
            }
        }
    }

    private int row(int y) {
        return Math.max(0, Math.min(rows - 1, y)) * columns;
    }

    private int column(int x) {
        return Math.max(0, Math.min(columns - 1, x));
    }

    /** Counts what still fires; steep places may differ by what a shift of half a cell makes. */
    private int count(Thresholds thresholds, boolean set) {
        int border = 2 + (int) Math.max(Math.abs(shiftX), Math.abs(shiftY));
        int count = 0;
        for (int y = 0; y < rows; y++) {
            boolean edge = y < border || y >= rows - border;
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                boolean fire = !edge && x >= border && x < columns - border && fires(thresholds, i);
                count += fire ? 1 : 0;
                scene.fires[i] = set ? fire : scene.fires[i];
            }
        }
        return count;
    }

    private boolean fires(Thresholds thresholds, int i) {
        float steep = Math.abs(shifted[i + 1] - shifted[i - 1]) + Math.abs(shifted[i + columns] - shifted[i - columns]);
        return !scene.masked(i) && Math.abs(scene.difference[i]) > thresholds.fires(scene.deviation[i]) + 0.3f * steep;
    }
}
