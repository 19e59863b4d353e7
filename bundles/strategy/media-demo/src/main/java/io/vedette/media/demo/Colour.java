package io.vedette.media.demo;

/** Colours as {@code 0xRRGGBB}, and a repeatable grain. Stateless. */
final class Colour {

    private Colour() {}

    static int red(int rgb) {
        return rgb >> 16 & 255;
    }

    static int green(int rgb) {
        return rgb >> 8 & 255;
    }

    static int blue(int rgb) {
        return rgb & 255;
    }

    /** A colour of parts 0 to 255; what lies outside is cut. */
    static int of(double red, double green, double blue) {
        return cut(red) << 16 | cut(green) << 8 | cut(blue);
    }

    private static int cut(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    static int times(int rgb, double factor) {
        return of(red(rgb) * factor, green(rgb) * factor, blue(rgb) * factor);
    }

    static int mix(int from, int to, double part) {
        return of(
                red(from) + (red(to) - red(from)) * part,
                green(from) + (green(to) - green(from)) * part,
                blue(from) + (blue(to) - blue(from)) * part);
    }

    /** A repeatable number from -1 to 1 for a place. */
    static double grain(int x, int y, int seed) {
        int h = x * 0x27d4eb2d ^ y * 0x165667b1 ^ seed * 0x9e3779b1;
        h = (h ^ h >>> 15) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        h ^= h >>> 16;
        return (h & 0xffff) / 32767.5 - 1;
    }

    /** The same, smooth between places of a raster of 1. */
    static double cloud(double x, double y, int seed) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double dx = smooth(x - column);
        double dy = smooth(y - row);
        double top = grain(column, row, seed) * (1 - dx) + grain(column + 1, row, seed) * dx;
        double bottom = grain(column, row + 1, seed) * (1 - dx) + grain(column + 1, row + 1, seed) * dx;
        return top * (1 - dy) + bottom * dy;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}
