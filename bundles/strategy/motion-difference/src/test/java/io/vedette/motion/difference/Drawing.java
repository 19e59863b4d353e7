package io.vedette.motion.difference;

import io.vedette.api.motion.LumaPicture;
import java.nio.ByteBuffer;
import java.util.Random;

/** A drawn scene of 320 x 180 pixels: a textured background, things on it, light, sensor noise. */
final class Drawing {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;

    final int width;
    final int height;
    private final float[] backdrop;
    private final float[] canvas;
    private final Random noise = new Random(7);
    private final byte[] samples;
    private final ByteBuffer buffer;

    Drawing() {
        this(WIDTH, HEIGHT, 3);
    }

    Drawing(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        backdrop = texture(width, height, seed);
        canvas = new float[width * height];
        samples = new byte[width * height];
        buffer = ByteBuffer.allocateDirect(width * height);
        blank();
    }

    /** Coarse and fine texture and some hard edges, 40 to 200. */
    private static float[] texture(int width, int height, long seed) {
        Random random = new Random(seed);
        float[] coarse = new float[21 * 13];
        float[] fine = new float[(width / 6 + 2) * (height / 6 + 2)];
        fill(coarse, random, 80);
        fill(fine, random, 25);
        float[] cells = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float value = 80
                        + at(coarse, 21, x * 19f / width, y * 11f / height)
                        + at(fine, width / 6 + 2, x / 6f, y / 6f);
                boolean beam = x % 80 > 66 || (y > height / 2 && y < height / 2 + 9);
                cells[y * width + x] = beam ? value - 35 : value;
            }
        }
        return cells;
    }

    private static void fill(float[] values, Random random, float range) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * range;
        }
    }

    private static float at(float[] grid, int stride, float x, float y) {
        int column = (int) x;
        int row = (int) y;
        int i = row * stride + column;
        float fx = x - column;
        float fy = y - row;
        float upper = grid[i] + fx * (grid[i + 1] - grid[i]);
        float lower = grid[i + stride] + fx * (grid[i + stride + 1] - grid[i + stride]);
        return upper + fy * (lower - upper);
    }

    Drawing blank() {
        System.arraycopy(backdrop, 0, canvas, 0, canvas.length);
        return this;
    }

    /** The background as a camera sees it that was knocked by this many pixels. */
    Drawing knocked(int dx, int dy) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int fromX = Math.max(0, Math.min(width - 1, x - dx));
                int fromY = Math.max(0, Math.min(height - 1, y - dy));
                canvas[y * width + x] = backdrop[fromY * width + fromX];
            }
        }
        return this;
    }

    /** A thing that is brighter (or darker) than what it hides. */
    Drawing thing(double left, double top, double wide, double high, double contrast) {
        for (int y = 0; y < height; y++) {
            double rows = Math.max(0, Math.min(y + 1, top + high) - Math.max(y, top));
            for (int x = 0; rows > 0 && x < width; x++) {
                double columns = Math.max(0, Math.min(x + 1, left + wide) - Math.max(x, left));
                canvas[y * width + x] += (float) (contrast * rows * columns);
            }
        }
        return this;
    }

    Drawing light(double gain, double offset) {
        for (int i = 0; i < canvas.length; i++) {
            canvas[i] = (float) (canvas[i] * gain + offset);
        }
        return this;
    }

    LumaPicture picture(double sigma) {
        for (int i = 0; i < canvas.length; i++) {
            long value = Math.round(canvas[i] + (sigma > 0 ? noise.nextGaussian() * sigma : 0));
            samples[i] = (byte) Math.max(0, Math.min(255, value));
        }
        buffer.put(0, samples);
        return new LumaPicture(width, height, buffer);
    }
}
