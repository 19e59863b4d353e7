package io.vedette.media.demo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * What never moves, by day and by night, as it is mixed for the hour. Painted once; thereafter confined to one capture.
 */
final class Backdrop {

    private final Planes day;
    private final Planes night;
    private final Planes now = new Planes();
    private int mixed = -1;

    Backdrop() {
        BufferedImage image = new BufferedImage(View.WIDTH_PX, View.HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        Garden garden = new Garden(image, g, new SplittableRandom(42));
        garden.behind();
        garden.tree(-6.3, 27, 6.5);
        garden.ground();
        new House(garden, g).paint();
        garden.bushes();
        garden.tree(7.6, 21, 4.6);
        g.dispose();
        int[] rgb = image.getRGB(0, 0, View.WIDTH_PX, View.HEIGHT_PX, null, 0, View.WIDTH_PX);
        day = new Planes().fill(rgb);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = Night.of(rgb[i], i % View.WIDTH_PX, i / View.WIDTH_PX);
        }
        night = new Planes().fill(rgb);
    }

    /** The scene in this light. */
    Planes in(double daylight) {
        int part = (int) Math.round(256 * daylight);
        if (part != mixed) {
            now.mix(night, day, part);
            mixed = part;
        }
        return now;
    }
}
