package io.vedette.media.demo;

import java.util.Arrays;

/** A small picture with coverage, that is painted over a place of the large one. Its memory is used again. Confined to one capture. */
final class Sprite {

    private int leftPx;
    private int topPx;
    private int widthPx;
    private int heightPx;
    private int[] argb = new int[0];
    private int minX;
    private int minY;
    private int maxX;
    private int maxY;

    /** Empties the sprite and lays it over a part of the picture; its corner comes to lie on even pixels. */
    Sprite clear(double left, double top, double right, double bottom) {
        leftPx = (int) Math.floor(left) & ~1;
        topPx = (int) Math.floor(top) & ~1;
        widthPx = Math.max(2, (int) Math.ceil(right) - leftPx + 2) & ~1;
        heightPx = Math.max(2, (int) Math.ceil(bottom) - topPx + 2) & ~1;
        if (argb.length < widthPx * heightPx) {
            argb = new int[widthPx * heightPx];
        } else {
            Arrays.fill(argb, 0, widthPx * heightPx, 0);
        }
        minX = Integer.MAX_VALUE;
        minY = Integer.MAX_VALUE;
        maxX = Integer.MIN_VALUE;
        maxY = Integer.MIN_VALUE;
        return this;
    }

    int left() {
        return leftPx;
    }

    int top() {
        return topPx;
    }

    int width() {
        return widthPx;
    }

    int height() {
        return heightPx;
    }

    /** Coverage and colour, {@code 0xAARRGGBB}, row by row. */
    int[] argb() {
        return argb;
    }

    /** First painted column of the picture, first row, and those behind the last; empty where nothing was painted. */
    int[] painted() {
        return maxX < minX ? new int[0] : new int[] {minX, minY, maxX + 1, maxY + 1};
    }

    /** Tells that everything with coverage was painted from outside. */
    void measure() {
        for (int i = 0; i < widthPx * heightPx; i++) {
            if (argb[i] >>> 24 > 127) {
                mark(leftPx + i % widthPx, topPx + i / widthPx);
            }
        }
    }

    private void mark(int x, int y) {
        minX = Math.min(minX, x);
        maxX = Math.max(maxX, x);
        minY = Math.min(minY, y);
        maxY = Math.max(maxY, y);
    }

    /** Lays a colour over a pixel of the large picture, where the sprite has it. */
    void over(int x, int y, int rgb, double coverage) {
        int column = x - leftPx;
        int row = y - topPx;
        if (column < 0 || row < 0 || column >= widthPx || row >= heightPx || coverage <= 0) {
            return;
        }
        if (coverage > 0.5) {
            mark(x, y);
        }
        int i = row * widthPx + column;
        int under = argb[i];
        double was = (under >>> 24) / 255.0;
        double all = coverage + was * (1 - coverage);
        double part = coverage / all;
        argb[i] = (int) Math.round(all * 255) << 24
                | mix(under >> 16 & 255, rgb >> 16 & 255, part) << 16
                | mix(under >> 8 & 255, rgb >> 8 & 255, part) << 8
                | mix(under & 255, rgb & 255, part);
    }

    private static int mix(int from, int to, double part) {
        return (int) Math.round(from + (to - from) * part);
    }
}
