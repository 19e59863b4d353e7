package io.vedette.face;

import io.vedette.api.media.Picture;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/** A photo as a decoded picture: I420 of full range, BT.601 as JFIF has it. Immutable. */
final class PhotoPicture implements Picture {
    private static final int PLANES = 3;

    private final int width;
    private final int height;
    private final ByteBuffer[] planes = new ByteBuffer[PLANES];

    PhotoPicture(BufferedImage photo) {
        this.width = photo.getWidth();
        this.height = photo.getHeight();
        for (int i = 0; i < PLANES; i++) {
            planes[i] = ByteBuffer.allocateDirect(stridePx(i) * (i == 0 ? height : (height + 1) / 2));
        }
        int[] rgb = photo.getRGB(0, 0, width, height, null, 0, width);
        luma(rgb);
        chroma(rgb);
    }

    private void luma(int[] rgb) {
        for (int i = 0; i < rgb.length; i++) {
            double luma = 0.299 * red(rgb[i]) + 0.587 * green(rgb[i]) + 0.114 * blue(rgb[i]);
            planes[0].put(i, (byte) Math.round(luma));
        }
    }

    /** The mean of four pixels; at an odd edge of those that are there. */
    private void chroma(int[] rgb) {
        int half = stridePx(1);
        for (int y = 0; y < (height + 1) / 2; y++) {
            for (int x = 0; x < half; x++) {
                int right = Math.min(width - 1, 2 * x + 1);
                int upper = 2 * y * width;
                int lower = Math.min(height - 1, 2 * y + 1) * width;
                int[] four = {rgb[upper + 2 * x], rgb[upper + right], rgb[lower + 2 * x], rgb[lower + right]};
                double r = 0;
                double g = 0;
                double b = 0;
                for (int each : four) {
                    r += red(each) / 4.0;
                    g += green(each) / 4.0;
                    b += blue(each) / 4.0;
                }
                planes[1].put(y * half + x, sample(128 - 0.168736 * r - 0.331264 * g + 0.5 * b));
                planes[2].put(y * half + x, sample(128 + 0.5 * r - 0.418688 * g - 0.081312 * b));
            }
        }
    }

    private static byte sample(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }

    private static int red(int rgb) {
        return (rgb >> 16) & 0xff;
    }

    private static int green(int rgb) {
        return (rgb >> 8) & 0xff;
    }

    private static int blue(int rgb) {
        return rgb & 0xff;
    }

    @Override
    public int widthPx() {
        return width;
    }

    @Override
    public int heightPx() {
        return height;
    }

    @Override
    public boolean fullRange() {
        return true;
    }

    @Override
    public long ptsNs() {
        return 0;
    }

    @Override
    public ByteBuffer plane(int index) {
        return planes[index].duplicate();
    }

    @Override
    public int stridePx(int index) {
        return index == 0 ? width : (width + 1) / 2;
    }
}
