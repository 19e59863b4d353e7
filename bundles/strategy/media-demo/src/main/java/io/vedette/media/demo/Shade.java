package io.vedette.media.demo;

import java.util.Arrays;

/** Where shadows lie in a part of the picture, 0 (none) to 255. Its memory is used again. Confined to one capture. */
final class Shade {

    private static final double SOFT_PX = 1.8;

    private int left;
    private int top;
    private int width;
    private int height;
    private byte[] mask = new byte[0];

    Shade clear(double fromX, double fromY, double toX, double toY) {
        left = (int) Math.max(0, Math.floor(fromX));
        top = (int) Math.max(0, Math.floor(fromY));
        width = (int) Math.max(0, Math.min(View.WIDTH_PX, Math.ceil(toX)) - left);
        height = (int) Math.max(0, Math.min(View.HEIGHT_PX, Math.ceil(toY)) - top);
        if (mask.length < width * height) {
            mask = new byte[width * height];
        } else {
            Arrays.fill(mask, 0, width * height, (byte) 0);
        }
        return this;
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int at(int x, int y) {
        return mask[(y - top) * width + x - left] & 255;
    }

    /** The shadow of a bar on level ground, seen flat: a bar again, whose thickness counts less downwards. */
    void bar(double[] from, double[] to, double radius, double flatness) {
        double dx = to[0] - from[0];
        double dy = (to[1] - from[1]) / flatness;
        double length = Math.max(1e-6, dx * dx + dy * dy);
        double reach = radius + SOFT_PX;
        int bottom = (int) Math.min(top + height - 1.0, Math.max(from[1], to[1]) + reach);
        int right = (int) Math.min(left + width - 1.0, Math.max(from[0], to[0]) + reach);
        for (int y = (int) Math.max(top, Math.min(from[1], to[1]) - reach); y <= bottom; y++) {
            for (int x = (int) Math.max(left, Math.min(from[0], to[0]) - reach); x <= right; x++) {
                double px = x + 0.5 - from[0];
                double py = (y + 0.5 - from[1]) / flatness;
                double t = Math.max(0, Math.min(1, (px * dx + py * dy) / length));
                double distance = Math.hypot(px - t * dx, py - t * dy);
                double part = Math.max(0, Math.min(1, (radius - distance) / (2 * SOFT_PX) + 0.5));
                int i = (y - top) * width + x - left;
                mask[i] = (byte) Math.max(mask[i] & 255, (int) (255 * part));
            }
        }
    }
}
