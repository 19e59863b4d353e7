package io.vedette.media.demo;

/** What the night makes of the scene: dark and bluish, but for lit windows, the door's lamp and street lamps. Stateless. */
final class Night {

    private static final double DARK = 0.3;
    private static final double[][] LAMPS = {
        {View.x(-3.4, 23), View.y(1.6, 23), 120, 0.35},
        {View.x(1.9, 23), View.y(1.6, 23), 130, 0.6},
        {View.x(-3, 15), View.y(0, 15), 330, 0.42},
        {View.x(4, 13.5), View.y(0, 13.5), 360, 0.42},
    };

    private Night() {}

    static int of(int rgb, int x, int y) {
        double warm = 0;
        for (double[] lamp : LAMPS) {
            double dx = (x - lamp[0]) / lamp[2];
            double dy = (y - lamp[1]) / lamp[2] * 1.6;
            warm += lamp[3] * Math.exp(-(dx * dx + dy * dy) * 1.6);
        }
        boolean sky = y < 175 && Colour.blue(rgb) > Colour.red(rgb) + 12 && Colour.blue(rgb) > 120;
        double dark = sky ? 0.1 : DARK;
        double red = Colour.red(rgb) * (dark * 0.85 + warm);
        double green = Colour.green(rgb) * (dark * 0.92 + warm * 0.86);
        double blue = Colour.blue(rgb) * (dark * 1.15 + warm * 0.62);
        double glow = window(x, y);
        return Colour.of(red + 200 * glow, green + 160 * glow, blue + 85 * glow);
    }

    /** How much light comes through a place of the house's windows. */
    private static double window(int x, int y) {
        double high = (y - View.y(0, Garden.HOUSE_Z)) / -View.scale(Garden.HOUSE_Z);
        double across = (x - View.WIDTH_PX / 2.0) / View.scale(Garden.HOUSE_Z);
        boolean room = across > -4.3 && across < -2.5 && high > 0.95 && high < 2.2;
        boolean lamp = across > 1.88 && across < 1.97 && high > 1.8 && high < 1.97;
        return room ? 0.55 + 0.2 * (high - 0.95) : lamp ? 1 : 0;
    }

    /** How much of the colours of things that move is left: red, green, blue. */
    static double[] light(double daylight) {
        return new double[] {0.5 + 0.5 * daylight, 0.46 + 0.54 * daylight, 0.42 + 0.58 * daylight};
    }
}
