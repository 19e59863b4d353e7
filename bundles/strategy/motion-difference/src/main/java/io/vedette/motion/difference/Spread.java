package io.vedette.motion.difference;

import java.util.Arrays;

/**
 * Tells a change of the whole picture (lightning, the infrared switch, a covered lens) from things that move in it: by how many
 * cells fire and over how much of the frame they lie. Confined to one lane.
 */
final class Spread {

    /** The frame is divided into so many parts along each side. */
    private static final int PARTS = 4;
    /** A part of the frame is touched where this share of its cells fires. */
    private static final float TOUCHED = 0.08f;
    /** A cell that differs by this many grey levels from a background that is just being learnt. */
    private static final float STRONG = 20;

    private final Scene scene;
    private final int[] firing = new int[PARTS * PARTS];
    private final int[] open = new int[PARTS * PARTS];
    private double formerShare;

    Spread(Scene scene) {
        this.scene = scene;
    }

    /**
     * Whether this look differs as a whole: more than half of all cells, or fewer that came all at once and all over the frame.
     *
     * @param already whether the former look did
     */
    boolean global(int count, boolean already) {
        double share = (double) count / scene.grid.size;
        double former = formerShare;
        formerShare = share;
        if (share < 0.1) {
            return false;
        }
        int opened = survey();
        double seen = (double) count / Math.max(1, opened);
        boolean sudden = seen > 0.18 && former < 0.05;
        return seen > 0.5 || ((sudden || already) && touched() >= PARTS * PARTS - 3);
    }

    /** While learning: whether more than half of the picture is another than before. */
    boolean changed() {
        int strong = 0;
        for (float difference : scene.difference) {
            strong += Math.abs(difference) > STRONG ? 1 : 0;
        }
        return strong * 2 > scene.grid.size;
    }

    /** Counts firing and unmasked cells by part; returns all unmasked ones. */
    private int survey() {
        Arrays.fill(firing, 0);
        Arrays.fill(open, 0);
        int opened = 0;
        for (int y = 0; y < scene.grid.rows; y++) {
            int line = y * PARTS / scene.grid.rows * PARTS;
            for (int x = 0; x < scene.grid.columns; x++) {
                int part = line + x * PARTS / scene.grid.columns;
                int i = y * scene.grid.columns + x;
                int one = scene.masked(i) ? 0 : 1;
                firing[part] += scene.fires[i] ? 1 : 0;
                open[part] += one;
                opened += one;
            }
        }
        return opened;
    }

    private int touched() {
        int touched = 0;
        for (int part = 0; part < firing.length; part++) {
            touched += open[part] == 0 || firing[part] > TOUCHED * open[part] ? 1 : 0;
        }
        return touched;
    }
}
