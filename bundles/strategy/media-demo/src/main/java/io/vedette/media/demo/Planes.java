package io.vedette.media.demo;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A picture as I420 with BT.601's limited range. Confined to one capture. */
final class Planes {

    static final int WIDTH = View.WIDTH_PX;
    static final int HEIGHT = View.HEIGHT_PX;
    private static final int HALF = WIDTH / 2;

    private final byte[] y = new byte[WIDTH * HEIGHT];
    private final byte[] u = new byte[HALF * (HEIGHT / 2)];
    private final byte[] v = new byte[HALF * (HEIGHT / 2)];

    Planes fill(int[] rgb) {
        for (int i = 0; i < rgb.length; i++) {
            y[i] = (byte) luma(rgb[i]);
        }
        for (int i = 0; i < u.length; i++) {
            int at = i / HALF * 2 * WIDTH + i % HALF * 2;
            int mean = mean(rgb[at], rgb[at + 1], rgb[at + WIDTH], rgb[at + WIDTH + 1]);
            u[i] = (byte) blueness(mean);
            v[i] = (byte) redness(mean);
        }
        return this;
    }

    private static int mean(int a, int b, int c, int d) {
        int red = Colour.red(a) + Colour.red(b) + Colour.red(c) + Colour.red(d);
        int green = Colour.green(a) + Colour.green(b) + Colour.green(c) + Colour.green(d);
        int blue = Colour.blue(a) + Colour.blue(b) + Colour.blue(c) + Colour.blue(d);
        return (((red + 2) / 4) << 16) | (((green + 2) / 4) << 8) | ((blue + 2) / 4);
    }

    private static int luma(int rgb) {
        return ((66 * Colour.red(rgb) + 129 * Colour.green(rgb) + 25 * Colour.blue(rgb) + 128) >> 8) + 16;
    }

    private static int blueness(int rgb) {
        return ((-38 * Colour.red(rgb) - 74 * Colour.green(rgb) + 112 * Colour.blue(rgb) + 128) >> 8) + 128;
    }

    private static int redness(int rgb) {
        return ((112 * Colour.red(rgb) - 94 * Colour.green(rgb) - 18 * Colour.blue(rgb) + 128) >> 8) + 128;
    }

    /** Between two pictures; 0: the first, 256: the second. */
    void mix(Planes first, Planes second, int part) {
        mix(first.y, second.y, y, part);
        mix(first.u, second.u, u, part);
        mix(first.v, second.v, v, part);
    }

    private static void mix(byte[] first, byte[] second, byte[] to, int part) {
        for (int i = 0; i < to.length; i++) {
            int a = first[i] & 255;
            to[i] = (byte) (a + ((((second[i] & 255) - a) * part) >> 8));
        }
    }

    void copy(Planes from) {
        System.arraycopy(from.y, 0, y, 0, y.length);
        System.arraycopy(from.u, 0, u, 0, u.length);
        System.arraycopy(from.v, 0, v, 0, v.length);
    }

    /** Darkens the luma where a shadow lies; the mask has 0 to 255 for each pixel of a part of the picture. */
    void darken(Shade shade, double strength) {
        int by = (int) Math.round(256 * strength);
        for (int row = Math.max(0, shade.top()); row < Math.min(HEIGHT, shade.top() + shade.height()); row++) {
            for (int x = Math.max(0, shade.left()); x < Math.min(WIDTH, shade.left() + shade.width()); x++) {
                int mask = shade.at(x, row);
                if (mask > 0) {
                    int i = row * WIDTH + x;
                    int bright = (y[i] & 255) - 16;
                    y[i] = (byte) (16 + ((bright * (65536 - mask * by)) >> 16));
                }
            }
        }
    }

    /** Paints a sprite over the picture, its colours in this light. */
    void paint(Sprite sprite, double[] light) {
        int top = Math.max(0, sprite.top());
        int left = Math.max(0, sprite.left());
        int bottom = Math.min(HEIGHT, sprite.top() + sprite.height());
        int right = Math.min(WIDTH, sprite.left() + sprite.width());
        int[] lit = new int[4];
        for (int row = top; row < bottom; row += 2) {
            for (int x = left; x < right; x += 2) {
                int alpha = 0;
                for (int k = 0; k < 4; k++) {
                    int at = (row + k / 2 - sprite.top()) * sprite.width() + x + k % 2 - sprite.left();
                    lit[k] = lit(sprite.argb()[at], light);
                    alpha += lit[k] >>> 24;
                }
                if (alpha > 0) {
                    square(row, x, lit, alpha);
                }
            }
        }
    }

    private static int lit(int argb, double[] light) {
        if (argb >>> 24 == 0) {
            return 0;
        }
        return (argb & 0xff000000)
                | ((int) (Colour.red(argb) * light[0]) << 16)
                | ((int) (Colour.green(argb) * light[1]) << 8)
                | (int) (Colour.blue(argb) * light[2]);
    }

    private void square(int row, int x, int[] argb, int alpha) {
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int k = 0; k < 4; k++) {
            int coverage = argb[k] >>> 24;
            int i = (row + k / 2) * WIDTH + x + k % 2;
            int under = y[i] & 255;
            y[i] = (byte) (under + (luma(argb[k]) - under) * coverage / 255);
            red += Colour.red(argb[k]) * coverage;
            green += Colour.green(argb[k]) * coverage;
            blue += Colour.blue(argb[k]) * coverage;
        }
        int mean = Colour.of(red / alpha, green / alpha, blue / alpha);
        int i = row / 2 * HALF + x / 2;
        u[i] = (byte) ((u[i] & 255) + (blueness(mean) - (u[i] & 255)) * alpha / 1020);
        v[i] = (byte) ((v[i] & 255) + (redness(mean) - (v[i] & 255)) * alpha / 1020);
    }

    /** Adds a sensor's noise to the luma: the prepared one, from some place on. */
    void noise(byte[] noise, int from) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (byte) (y[i] + noise[from + i]);
        }
    }

    /** Writes the planes into buffers whose rows may be longer. */
    void write(int plane, ByteBuffer target, int stride) {
        byte[] from = plane == 0 ? y : plane == 1 ? u : v;
        int width = plane == 0 ? WIDTH : HALF;
        for (int row = 0; row * width < from.length; row++) {
            target.position(row * stride).put(from, row * width, width);
        }
        target.position(0);
    }

    /** The picture as {@code 0xRRGGBB}, for those who look at it. */
    int[] rgb() {
        int[] rgb = new int[y.length];
        for (int i = 0; i < rgb.length; i++) {
            int at = i / WIDTH / 2 * HALF + i % WIDTH / 2;
            double luma = 1.164 * ((y[i] & 255) - 16);
            double blue = (u[at] & 255) - 128;
            double red = (v[at] & 255) - 128;
            rgb[i] = Colour.of(luma + 1.596 * red, luma - 0.392 * blue - 0.813 * red, luma + 2.017 * blue);
        }
        return rgb;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Planes planes
                && Arrays.equals(y, planes.y)
                && Arrays.equals(u, planes.u)
                && Arrays.equals(v, planes.v);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(y);
    }
}
