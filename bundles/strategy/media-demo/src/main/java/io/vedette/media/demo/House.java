package io.vedette.media.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;

/** Paints the house's front: walls, roof, windows, the door and its lamp. Confined to one thread. */
final class House {

    private static final double Z = Garden.HOUSE_Z;
    private static final double LEFT_X = -5.2;
    private static final double RIGHT_X = 4.6;
    private static final double EAVES_M = 3;
    private static final double RIDGE_M = 5.3;

    private final Garden garden;
    private final Graphics2D g;

    House(Garden garden, Graphics2D g) {
        this.garden = garden;
        this.g = g;
    }

    void paint() {
        roof();
        garden.surface(rectangle(LEFT_X, RIGHT_X, 0, EAVES_M), 0xd9cdb6, 0.05, 2);
        garden.surface(rectangle(LEFT_X, RIGHT_X, 0, 0.35), 0x8a7f74, 0.1, 2);
        g.setPaint(new GradientPaint(
                0, (float) y(EAVES_M), new Color(0x70000000, true), 0, (float) y(EAVES_M - 0.5), new Color(0, true)));
        g.fill(rectangle(LEFT_X, RIGHT_X, EAVES_M - 0.5, EAVES_M));
        window(-4.3, -2.5);
        window(-1.6, -0.3);
        window(2.5, 3.9);
        door();
    }

    private static double x(double x) {
        return View.x(x, Z);
    }

    private static double y(double y) {
        return View.y(y, Z);
    }

    private static Rectangle2D rectangle(double leftX, double rightX, double lowM, double highM) {
        return new Rectangle2D.Double(x(leftX), y(highM), x(rightX) - x(leftX), y(lowM) - y(highM));
    }

    private void roof() {
        Polygon roof = new Polygon();
        roof.addPoint((int) x(LEFT_X - 0.5), (int) y(EAVES_M - 0.05));
        roof.addPoint((int) x(RIGHT_X + 0.5), (int) y(EAVES_M - 0.05));
        roof.addPoint((int) x(RIGHT_X - 1.3), (int) y(RIDGE_M));
        roof.addPoint((int) x(LEFT_X + 1.3), (int) y(RIDGE_M));
        garden.surface(rectangle(2.2, 2.9, 4, 5.9), 0x8f5a48, 0.12, 3);
        garden.surface(roof, 0x8d5140, 0.14, 4);
        var clip = g.getClip();
        g.clip(roof);
        g.setStroke(new BasicStroke(1));
        g.setColor(new Color(0x55301810, true));
        for (double m = EAVES_M; m < RIDGE_M; m += 0.19) {
            g.draw(new java.awt.geom.Line2D.Double(0, y(m), View.WIDTH_PX, y(m)));
        }
        g.setClip(clip);
        g.setColor(new Color(0xe4e0d8));
        g.fill(rectangle(LEFT_X - 0.55, RIGHT_X + 0.55, EAVES_M - 0.16, EAVES_M));
    }

    private void window(double leftX, double rightX) {
        g.setColor(new Color(0xf2efe8));
        g.fill(rectangle(leftX - 0.1, rightX + 0.1, 0.85, 2.3));
        g.setPaint(new GradientPaint(
                (float) x(leftX),
                (float) y(2.2),
                new Color(0x8fa9bd),
                (float) x(rightX),
                (float) y(0.9),
                new Color(0x2e3a45)));
        g.fill(rectangle(leftX, rightX, 0.95, 2.2));
        g.setPaint(new GradientPaint(
                0, (float) y(2.2), new Color(0xd0efe6dc, true), 0, (float) y(0.95), new Color(0x90cfc4b8, true)));
        double curtain = (rightX - leftX) * 0.2;
        g.fill(rectangle(leftX, leftX + curtain, 0.95, 2.2));
        g.fill(rectangle(rightX - curtain, rightX, 0.95, 2.2));
        g.setColor(new Color(0xf2efe8));
        double middle = (leftX + rightX) / 2;
        g.fill(rectangle(middle - 0.03, middle + 0.03, 0.95, 2.2));
        g.fill(rectangle(leftX, rightX, 1.72, 1.78));
        g.fill(rectangle(leftX - 0.18, rightX + 0.18, 0.78, 0.87));
        g.setColor(new Color(0x40000000, true));
        g.fill(rectangle(leftX - 0.15, rightX + 0.15, 0.72, 0.78));
    }

    private void door() {
        double left = Garden.PATH_X - 0.5;
        double right = Garden.PATH_X + 0.5;
        g.setColor(new Color(0xf2efe8));
        g.fill(rectangle(left - 0.12, right + 0.12, 0.1, 2.27));
        g.setPaint(
                new GradientPaint((float) x(left), 0, new Color(0x2f5a52), (float) x(right), 0, new Color(0x1f3d38)));
        g.fill(rectangle(left, right, 0.1, 2.15));
        g.setColor(new Color(0x50000000, true));
        g.setStroke(new BasicStroke(1.2f));
        g.draw(rectangle(left + 0.12, left + 0.44, 0.3, 1));
        g.draw(rectangle(left + 0.56, left + 0.88, 0.3, 1));
        g.setPaint(new GradientPaint(0, (float) y(2), new Color(0xa9bfc9), 0, (float) y(1.2), new Color(0x4a5a63)));
        g.fill(rectangle(left + 0.14, left + 0.86, 1.2, 1.98));
        g.setColor(new Color(0xd6c27a));
        g.fill(new Ellipse2D.Double(x(right - 0.14), y(1.06), 4, 4));
        garden.surface(rectangle(left - 0.4, right + 0.4, 0, 0.1), 0x9b948a, 0.08, 2);
        g.setColor(new Color(0x2b2b2b));
        g.fill(rectangle(right + 0.25, right + 0.4, 1.75, 2.05));
        g.setColor(new Color(0xf5e9c8));
        g.fill(rectangle(right + 0.28, right + 0.37, 1.8, 1.97));
    }
}
