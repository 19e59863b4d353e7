package io.vedette.motion.difference;

/** The mean over 3 x 3 cells, border cells repeated. Confined to one lane. */
final class Smooth {

    private final int columns;
    private final int rows;
    private final float[] sums;

    Smooth(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        this.sums = new float[columns];
    }

    void mean(float[] from, float[] to) {
        float ninth = 1f / 9;
        for (int row = 0; row < rows; row++) {
            addRows(from, row);
            int at = row * columns;
            to[at] = (2 * sums[0] + sums[1]) * ninth;
            for (int x = 1; x < columns - 1; x++) {
                to[at + x] = (sums[x - 1] + sums[x] + sums[x + 1]) * ninth;
            }
            to[at + columns - 1] = (sums[columns - 2] + 2 * sums[columns - 1]) * ninth;
        }
    }

    private void addRows(float[] from, int row) {
        int above = Math.max(0, row - 1) * columns;
        int at = row * columns;
        int below = Math.min(rows - 1, row + 1) * columns;
        for (int x = 0; x < columns; x++) {
            sums[x] = from[above + x] + from[at + x] + from[below + x];
        }
    }
}
