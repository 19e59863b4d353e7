package io.vedette.media.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * Paints a car from its side, as seen from a little above: roof and bonnet show their tops. Its picture is kept as long as the
 * car stands. Confined to one capture.
 */
final class CarShape {

    static final double LENGTH_M = 4.3;
    static final double HEIGHT_M = 1.48;
    private static final double WIDTH_M = 1.7;
    private static final double WHEEL_M = 0.33;
    private static final double[] AXLES = {0.82, 3.42};
    /** The outline from the tail, over the roof, to the front: metres along, metres up. */
    private static final double[][] OUTLINE = {
        {0.02, 0.45},
        {0.05, 0.85},
        {0.16, 0.98},
        {0.35, 1.05},
        {0.85, 1.38},
        {1.25, 1.47},
        {1.9, 1.48},
        {2.35, 1.42},
        {3.1, 1.0},
        {3.6, 0.93},
        {4.05, 0.82},
        {4.24, 0.66},
        {4.28, 0.42}
    };

    private static final double[][] GLASS = {
        {0.62, 1.02}, {0.98, 1.33}, {1.35, 1.4}, {1.9, 1.41}, {2.27, 1.35}, {2.88, 1.0}
    };

    private final Sprite sprite = new Sprite();
    private Object painted;

    /**
     * A car at a moment. Immutable.
     *
     * @param xM its middle
     * @param zM its near side
     * @param toRight whether it looks to the right
     * @param rolledM way that its wheels have gone
     * @param lights whether its lamps are on
     */
    record Car(double xM, double zM, boolean toRight, double rolledM, int rgb, boolean lights) {

        double along(double m) {
            return toRight ? xM - LENGTH_M / 2 + m : xM + LENGTH_M / 2 - m;
        }
    }

    /** The car as it looks now, until the next call. */
    Sprite paint(Car car) {
        if (!car.equals(painted)) {
            painted = car;
            double margin = LENGTH_M / 2 + 0.1;
            double far = car.zM() + WIDTH_M;
            sprite.clear(
                    Math.max(-8, Math.min(View.x(car.xM() - margin, car.zM()), View.x(car.xM() - margin, far))),
                    View.y(HEIGHT_M + 0.1, far) - 14,
                    Math.min(
                            View.WIDTH_PX + 8.0,
                            Math.max(View.x(car.xM() + margin, car.zM()), View.x(car.xM() + margin, far))),
                    View.y(-0.05, car.zM()));
            draw(car);
        }
        return sprite;
    }

    private void draw(Car car) {
        BufferedImage image = new BufferedImage(sprite.width(), sprite.height(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.translate(-sprite.left(), -sprite.top());
        wheels(g, car, car.zM() + WIDTH_M - 0.1);
        tops(g, car);
        side(g, car);
        wheels(g, car, car.zM());
        g.dispose();
        image.getRGB(0, 0, sprite.width(), sprite.height(), sprite.argb(), 0, sprite.width());
        sprite.measure();
    }

    private static Path2D path(Car car, double[][] points, double z) {
        Path2D path = new Path2D.Double();
        for (double[] point : points) {
            double x = View.x(car.along(point[0]), z);
            double y = View.y(point[1], z);
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        return path;
    }

    /** The strips between near and far outline: roof, bonnet, front and rear window. */
    private static void tops(Graphics2D g, Car car) {
        double far = car.zM() + WIDTH_M;
        for (int i = 0; i + 1 < OUTLINE.length; i++) {
            double[] a = OUTLINE[i];
            double[] b = OUTLINE[i + 1];
            double rise = (b[1] - a[1]) / Math.hypot(b[0] - a[0], b[1] - a[1]);
            boolean pane = i == 3 || i == 7;
            double light = 1.25 - 0.55 * Math.abs(rise);
            int rgb = pane ? 0x4b5c68 : Colour.times(car.rgb(), light);
            Path2D strip = new Path2D.Double();
            strip.moveTo(View.x(car.along(a[0]), car.zM()), View.y(a[1], car.zM()));
            strip.lineTo(View.x(car.along(b[0]), car.zM()), View.y(b[1], car.zM()));
            double narrow = b[1] > 1.1 || a[1] > 1.1 ? 0.2 : 0;
            strip.lineTo(View.x(car.along(b[0]), far - narrow), View.y(b[1], far - narrow));
            strip.lineTo(View.x(car.along(a[0]), far - narrow), View.y(a[1], far - narrow));
            strip.closePath();
            g.setColor(new Color(rgb));
            g.fill(strip);
        }
    }

    private static void side(Graphics2D g, Car car) {
        double z = car.zM();
        Path2D body = path(car, OUTLINE, z);
        body.append(path(car, new double[][] {{0.02, 0.46}, {0.15, 0.24}, {4.15, 0.22}, {4.28, 0.43}}, z), false);
        Area shape = new Area(body);
        for (double axle : AXLES) {
            shape.subtract(new Area(disc(car, axle, z, WHEEL_M + 0.07)));
        }
        float top = (float) View.y(1.05, z);
        float bottom = (float) View.y(0.2, z);
        g.setPaint(new Color(0x161616));
        g.fill(path(car, new double[][] {{0.2, 0.3}, {0.2, 0.7}, {4, 0.7}, {4, 0.3}}, z));
        g.setPaint(new GradientPaint(
                0, top, new Color(Colour.times(car.rgb(), 1.12)), 0, bottom, new Color(Colour.times(car.rgb(), 0.5))));
        g.fill(shape);
        glass(g, car);
        details(g, car);
    }

    private static void glass(Graphics2D g, Car car) {
        double z = car.zM();
        g.setPaint(new GradientPaint(
                0, (float) View.y(1.42, z), new Color(0x7d909c), 0, (float) View.y(1, z), new Color(0x1d2529)));
        g.fill(path(car, GLASS, z));
        g.setColor(new Color(Colour.times(car.rgb(), 0.85)));
        g.setStroke(new BasicStroke((float) (0.06 * View.scale(z))));
        g.draw(line(car, 1.72, 1.41, 1.78, 1.0));
        g.setStroke(new BasicStroke((float) (0.025 * View.scale(z))));
        g.setColor(new Color(0x20262a));
        g.draw(path(car, GLASS, z));
    }

    private static java.awt.geom.Line2D line(Car car, double fromM, double fromY, double toM, double toY) {
        double z = car.zM();
        return new java.awt.geom.Line2D.Double(
                View.x(car.along(fromM), z), View.y(fromY, z), View.x(car.along(toM), z), View.y(toY, z));
    }

    private static void details(Graphics2D g, Car car) {
        double s = View.scale(car.zM());
        g.setStroke(new BasicStroke((float) (0.016 * s)));
        g.setColor(new Color(Colour.times(car.rgb(), 0.45)));
        g.draw(line(car, 1.75, 1.0, 1.72, 0.32));
        g.draw(line(car, 2.92, 0.98, 2.86, 0.32));
        g.draw(line(car, 0.75, 1.0, 1.02, 0.65));
        g.draw(line(car, 0.1, 0.38, 4.2, 0.36));
        g.setColor(new Color(Colour.times(car.rgb(), 1.3)));
        g.draw(line(car, 0.3, 0.86, 3.9, 0.8));
        g.setColor(new Color(0x2a2a2a));
        g.fill(box(car, 1.45, 0.83, 0.18, 0.045));
        g.fill(box(car, 2.55, 0.81, 0.18, 0.045));
        g.fill(box(car, 2.72, 1.0, 0.2, 0.13));
        g.fill(path(car, new double[][] {{0.02, 0.42}, {0.1, 0.26}, {4.2, 0.24}, {4.28, 0.4}}, car.zM() + 0.01));
        g.setColor(new Color(car.lights() ? 0xff4030 : 0xa02418));
        g.fill(box(car, 0.03, 0.72, 0.16, 0.15));
        g.setColor(new Color(car.lights() ? 0xfff6d8 : 0xdfe3e2));
        g.fill(box(car, 3.98, 0.62, 0.26, 0.13));
        if (car.lights()) {
            glow(g, car);
        }
    }

    private static void glow(Graphics2D g, Car car) {
        double s = View.scale(car.zM());
        double x = View.x(car.along(4.2), car.zM());
        double y = View.y(0.68, car.zM());
        g.setPaint(new java.awt.RadialGradientPaint(
                (float) x, (float) y, (float) (0.55 * s), new float[] {0, 1}, new Color[] {
                    new Color(0xa0fff2c8, true), new Color(0x00fff2c8, true)
                }));
        g.fill(new Ellipse2D.Double(x - 0.55 * s, y - 0.55 * s, 1.1 * s, 1.1 * s));
    }

    private static Rectangle2D box(Car car, double m, double up, double width, double height) {
        double left = Math.min(View.x(car.along(m), car.zM()), View.x(car.along(m + width), car.zM()));
        double s = View.scale(car.zM());
        return new Rectangle2D.Double(left, View.y(up + height, car.zM()), width * s, height * s);
    }

    private static Ellipse2D disc(Car car, double axle, double z, double radius) {
        double r = radius * View.scale(z);
        double x = View.x(car.along(axle), z);
        double y = View.y(WHEEL_M, z);
        return new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
    }

    private static void wheels(Graphics2D g, Car car, double z) {
        AffineTransform before = g.getTransform();
        for (double axle : AXLES) {
            g.setColor(new Color(0x17181a));
            g.fill(disc(car, axle, z, WHEEL_M));
            g.setColor(new Color(0x9aa0a4));
            g.fill(disc(car, axle, z, WHEEL_M * 0.66));
            g.setColor(new Color(0x2c2f32));
            double turn = car.rolledM() / WHEEL_M * (car.toRight() ? 1 : -1);
            g.rotate(turn, View.x(car.along(axle), z), View.y(WHEEL_M, z));
            for (int i = 0; i < 5; i++) {
                double angle = i * 2 * Math.PI / 5;
                double r = WHEEL_M * 0.45 * View.scale(z);
                double x = View.x(car.along(axle), z) + Math.cos(angle) * r;
                double y = View.y(WHEEL_M, z) + Math.sin(angle) * r;
                double hole = WHEEL_M * 0.16 * View.scale(z);
                g.fill(new Ellipse2D.Double(x - hole, y - hole, 2 * hole, 2 * hole));
            }
            g.setTransform(before);
        }
    }
}
