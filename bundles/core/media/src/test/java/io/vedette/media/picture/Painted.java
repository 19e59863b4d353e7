package io.vedette.media.picture;

import io.vedette.api.media.Picture;
import java.nio.ByteBuffer;
import java.util.Random;

/** A picture that a test paints: I420, rows further apart than they are long, planes that do not begin at position 0. */
final class Painted implements Picture {

    private static final int OFFSET = 64;

    private final int width;
    private final int height;
    private final boolean fullRange;
    private final ByteBuffer[] planes = new ByteBuffer[3];
    private final int[] strides = new int[3];

    Painted(int width, int height, boolean fullRange) {
        this.width = width;
        this.height = height;
        this.fullRange = fullRange;
        for (int i = 0; i < 3; i++) {
            strides[i] = columns(i) + 22;
            planes[i] = ByteBuffer.allocateDirect(OFFSET + strides[i] * rows(i) + 64)
                    .position(OFFSET);
        }
        paint(0, 0, width, height, 0x808080);
    }

    private int columns(int plane) {
        return plane == 0 ? width : (width + 1) / 2;
    }

    private int rows(int plane) {
        return plane == 0 ? height : (height + 1) / 2;
    }

    /** A block of one colour; with even corners, so that chroma is clean. */
    Painted paint(int left, int top, int wide, int high, int colour) {
        double kr = height >= 720 ? 0.2126 : 0.299;
        double kb = height >= 720 ? 0.0722 : 0.114;
        double r = colour >> 16 & 255;
        double g = colour >> 8 & 255;
        double b = colour & 255;
        double y = kr * r + (1 - kr - kb) * g + kb * b;
        double u = (b - y) / (2 - 2 * kb);
        double v = (r - y) / (2 - 2 * kr);
        int[] halves = {left / 2, top / 2, (wide + 1) / 2, (high + 1) / 2};
        fill(0, new int[] {left, top, wide, high}, fullRange ? y : 16 + y * 219 / 255);
        fill(1, halves, 128 + (fullRange ? u : u * 224 / 255));
        fill(2, halves, 128 + (fullRange ? v : v * 224 / 255));
        return this;
    }

    private void fill(int plane, int[] block, double value) {
        byte sample = (byte) Math.max(0, Math.min(255, Math.round(value)));
        for (int y = block[1]; y < Math.min(rows(plane), block[1] + block[3]); y++) {
            for (int x = block[0]; x < Math.min(columns(plane), block[0] + block[2]); x++) {
                planes[plane].put(OFFSET + y * strides[plane] + x, sample);
            }
        }
    }

    Painted scribble(long seed) {
        Random random = new Random(seed);
        for (ByteBuffer plane : planes) {
            for (int i = OFFSET; i < plane.capacity(); i++) {
                plane.put(i, (byte) random.nextInt(256));
            }
        }
        return this;
    }

    int sample(int plane, int x, int y) {
        return planes[plane].get(OFFSET + y * strides[plane] + x) & 255;
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
        return fullRange;
    }

    @Override
    public long ptsNs() {
        return 40_000_000;
    }

    @Override
    public ByteBuffer plane(int index) {
        return planes[index];
    }

    @Override
    public int stridePx(int index) {
        return strides[index];
    }
}
