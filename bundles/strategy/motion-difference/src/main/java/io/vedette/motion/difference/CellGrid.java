package io.vedette.motion.difference;

import io.vedette.api.motion.LumaPicture;

/**
 * Reduces a luma plane to about 14,400 cells, each the mean of a square of pixels; a remainder at the right and lower border is
 * left out. Confined to one lane.
 */
final class CellGrid {

    private static final double CELLS = 160 * 90;

    final int widthPx;
    final int heightPx;
    /** Pixels along a cell's side. */
    final int sidePx;

    final int columns;
    final int rows;
    final int size;
    private final byte[] pixels;

    CellGrid(int widthPx, int heightPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        int side = (int) Math.max(1, Math.round(Math.sqrt(widthPx * heightPx / CELLS)));
        this.sidePx = Math.min(side, Math.min(widthPx, heightPx) / 8);
        this.columns = widthPx / sidePx;
        this.rows = heightPx / sidePx;
        this.size = columns * rows;
        this.pixels = new byte[widthPx * heightPx];
    }

    boolean fits(LumaPicture picture) {
        return picture.widthPx() == widthPx && picture.heightPx() == heightPx;
    }

    void reduce(LumaPicture picture, float[] cells) {
        picture.samples().get(0, pixels, 0, pixels.length);
        if (sidePx == 2) {
            halve(cells);
            return;
        }
        float share = 1f / (sidePx * sidePx);
        int cell = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                cells[cell++] = sum(column * sidePx, row * sidePx) * share;
            }
        }
    }

    /** The usual case, 320 x 180. */
    private void halve(float[] cells) {
        int cell = 0;
        for (int row = 0; row < rows; row++) {
            int upper = row * 2 * widthPx;
            int lower = upper + widthPx;
            for (int column = 0; column < columns; column++, upper += 2, lower += 2) {
                int sum = (pixels[upper] & 255)
                        + (pixels[upper + 1] & 255)
                        + (pixels[lower] & 255)
                        + (pixels[lower + 1] & 255);
                cells[cell++] = sum * 0.25f;
            }
        }
    }

    private int sum(int left, int top) {
        int sum = 0;
        for (int y = top; y < top + sidePx; y++) {
            int at = y * widthPx + left;
            for (int x = 0; x < sidePx; x++) {
                sum += pixels[at + x] & 255;
            }
        }
        return sum;
    }
}
