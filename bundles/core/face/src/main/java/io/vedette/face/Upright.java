package io.vedette.face;

import java.awt.image.BufferedImage;

/** Turns pictures the right way up. */
final class Upright {
    private static final int MIRRORED = 2;
    private static final int HALF_TURN = 3;
    private static final int UPSIDE_DOWN = 4;
    private static final int TRANSPOSED = 5;
    private static final int TO_THE_RIGHT = 6;
    private static final int TRANSVERSE = 7;

    private Upright() {}

    /**
     * A picture as it is to be shown.
     *
     * @param stored in RGB, as the file has it
     * @param orientation 1 to 8, as EXIF counts
     */
    static BufferedImage of(BufferedImage stored, int orientation) {
        if (orientation == ExifOrientation.UPRIGHT) {
            return stored;
        }
        boolean turned = orientation >= TRANSPOSED;
        int width = turned ? stored.getHeight() : stored.getWidth();
        int height = turned ? stored.getWidth() : stored.getHeight();
        BufferedImage shown = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                shown.setRGB(x, y, sample(stored, orientation, x, y));
            }
        }
        return shown;
    }

    private static int sample(BufferedImage stored, int orientation, int x, int y) {
        int right = stored.getWidth() - 1;
        int bottom = stored.getHeight() - 1;
        switch (orientation) {
            case MIRRORED:
                return stored.getRGB(right - x, y);
            case HALF_TURN:
                return stored.getRGB(right - x, bottom - y);
            case UPSIDE_DOWN:
                return stored.getRGB(x, bottom - y);
            case TRANSPOSED:
                return stored.getRGB(y, x);
            case TO_THE_RIGHT:
                return stored.getRGB(y, bottom - x);
            case TRANSVERSE:
                return stored.getRGB(right - y, bottom - x);
            default:
                return stored.getRGB(right - y, x);
        }
    }
}
