package io.vedette.motion.difference;

/**
 * Remembers where small things appeared, stayed in place and vanished: the digits of a clock, a lamp that blinks.
 * Where looks are far apart, such a change alone is no reason to believe. Confined to one lane.
 */
final class Blinkers {

    /** Long enough for a digit that changes every minute. */
    private static final float MEMORY_S = 1_800;
    /** Once will do: somebody who comes again to the very place where he stood is believed when he moves. */
    private static final float ENOUGH = 0.7f;

    private final int columns;
    private final int rows;
    private final float[] blinks;
    private boolean any;

    Blinkers(CellGrid grid) {
        this.columns = grid.columns;
        this.rows = grid.rows;
        this.blinks = new float[grid.size];
    }

    /** Time passes. */
    void forget(float dtS) {
        float kept = MEMORY_S / (dtS + MEMORY_S);
        for (int i = 0; any && i < blinks.length; i++) {
            blinks[i] *= kept;
        }
    }

    /** A blob has appeared and vanished where it was: the next one may fill the cells around it, too. */
    void add(Blob blob) {
        any = true;
        for (int y = Math.max(0, blob.top - 1); y <= Math.min(rows - 1, blob.bottom + 1); y++) {
            int line = y * columns;
            for (int x = Math.max(0, blob.left - 1); x <= Math.min(columns - 1, blob.right + 1); x++) {
                blinks[line + x] += 1;
            }
        }
    }

    /**
     * Whether a blob is where such things have been seen again and again.
     *
     * @param cells numbers of cells; the blob's begin at its {@code from}
     */
    boolean explain(Blob blob, int[] cells) {
        float sum = 0;
        for (int i = blob.from; any && i < blob.from + blob.cells; i++) {
            sum += blinks[cells[i]];
        }
        return sum > ENOUGH * blob.cells;
    }
}
