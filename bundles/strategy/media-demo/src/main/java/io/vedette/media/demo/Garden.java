package io.vedette.media.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Paints what never moves, out of doors: sky, trees, lawn, path, pavements and street. Confined to one thread. */
final class Garden {

    /** Where the house stands. */
    static final double HOUSE_Z = 24;

    static final double PATH_X = 1.1;
    private static final double FAR_PAVEMENT_Z = 18.3;
    private static final double FAR_KERB_Z = 16.3;
    private static final double NEAR_KERB_Z = 12;
    private static final double NEAREST_Z = 8.5;
    private static final double WIDE_M = 14;

    private final BufferedImage image;
    private final Graphics2D g;
    private final SplittableRandom random;

    Garden(BufferedImage image, Graphics2D g, SplittableRandom random) {
        this.image = image;
        this.g = g;
        this.random = random;
    }

    /** Everything behind the house. */
    void behind() {
        g.setPaint(new GradientPaint(0, 0, new Color(0x6f9fd0), 0, 200, new Color(0xc6dbe8)));
        g.fillRect(0, 0, View.WIDTH_PX, 220);
        clouds();
        g.setColor(new Color(0x3c5240));
        g.fillRect(0, 190, View.WIDTH_PX, 100);
        for (int i = 0; i < 26; i++) {
            double x = random.nextDouble() * View.WIDTH_PX;
            foliage(x, 168 + 10 * random.nextDouble(), 46 + 30 * random.nextDouble(), 0x4b6650);
        }
    }

    private void clouds() {
        for (int y = 0; y < 190; y++) {
            for (int x = 0; x < View.WIDTH_PX; x++) {
                double far = 1 + y / 60.0;
                double cloud = Colour.cloud(x / 150.0 * far, y / 34.0 * far, 11)
                        + 0.5 * Colour.cloud(x / 60.0 * far, y / 17.0 * far, 12)
                        + 0.25 * Colour.cloud(x / 25.0, y / 9.0, 13);
                double part = Math.max(0, Math.min(0.75, (cloud - 0.1) * 0.9));
                image.setRGB(x, y, 0xff000000 | Colour.mix(image.getRGB(x, y), 0xf4f6f8, part));
            }
        }
    }

    /** A crown of leaves: many small blobs, lit from above on the left. */
    void foliage(double x, double y, double radius, int rgb) {
        int leaves = (int) (radius * radius / 5);
        for (int i = 0; i < leaves; i++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            double distance = Math.sqrt(random.nextDouble()) * radius;
            double dx = Math.cos(angle) * distance;
            double dy = Math.sin(angle) * distance * 0.8;
            double light = 0.72 - 0.3 * (dx * 0.45 + dy) / radius + 0.3 * (random.nextDouble() - 0.5);
            g.setColor(new Color(Colour.times(rgb, light)));
            double size = 2.5 + 4 * random.nextDouble();
            g.fill(new Ellipse2D.Double(x + dx - size / 2, y + dy - size / 2, size, size * 0.8));
        }
    }

    /** A tree: its trunk, branches and crown. */
    void tree(double x, double z, double heightM) {
        double s = View.scale(z);
        double px = View.x(x, z);
        double foot = View.y(0, z);
        g.setPaint(new GradientPaint(
                (float) (px - 0.2 * s), 0, new Color(0x6d5a48), (float) (px + 0.2 * s), 0, new Color(0x33291f)));
        Path2D trunk = new Path2D.Double();
        trunk.moveTo(px - 0.2 * s, foot);
        trunk.quadTo(px - 0.11 * s, foot - 0.6 * s, px - 0.1 * s, foot - heightM * 0.6 * s);
        trunk.lineTo(px + 0.1 * s, foot - heightM * 0.6 * s);
        trunk.quadTo(px + 0.11 * s, foot - 0.6 * s, px + 0.22 * s, foot);
        g.fill(trunk);
        double crown = foot - heightM * 0.72 * s;
        for (int i = 0; i < 9; i++) {
            double angle = i * 2 * Math.PI / 8;
            double out = i == 8 ? 0 : heightM * 0.17 * s;
            foliage(px + Math.cos(angle) * out * 1.2, crown + Math.sin(angle) * out, heightM * 0.15 * s, 0x4f7a3e);
        }
    }

    /** The ground from the house to the camera. */
    void ground() {
        surface(strip(HOUSE_Z + 6, FAR_PAVEMENT_Z), 0x6b8a46, 0.16, 2);
        Path2D path = new Path2D.Double();
        path.moveTo(View.x(PATH_X - 0.55, HOUSE_Z), View.y(0, HOUSE_Z));
        path.lineTo(View.x(PATH_X + 0.55, HOUSE_Z), View.y(0, HOUSE_Z));
        path.lineTo(View.x(PATH_X + 0.65, FAR_PAVEMENT_Z), View.y(0, FAR_PAVEMENT_Z));
        path.lineTo(View.x(PATH_X - 0.65, FAR_PAVEMENT_Z), View.y(0, FAR_PAVEMENT_Z));
        path.closePath();
        surface(path, 0xb3a893, 0.08, 3);
        slabs(PATH_X - 0.6, PATH_X + 0.6, FAR_PAVEMENT_Z, HOUSE_Z, 0.6);
        surface(strip(FAR_PAVEMENT_Z, FAR_KERB_Z), 0xa7a49d, 0.07, 3);
        slabs(-WIDE_M, WIDE_M, FAR_KERB_Z + 0.25, FAR_PAVEMENT_Z, 1);
        surface(strip(FAR_KERB_Z + 0.25, FAR_KERB_Z), 0xc4c1ba, 0.05, 2);
        surface(strip(FAR_KERB_Z, NEAR_KERB_Z), 0x5d5e61, 0.09, 1);
        surface(strip(FAR_KERB_Z, FAR_KERB_Z - 0.3), 0x47484b, 0.08, 1);
        for (double x = -WIDE_M; x < WIDE_M; x += 3) {
            surface(patch(x, x + 1.5, 14.2, 14.08), 0xc9c8c2, 0.1, 1);
        }
        surface(strip(NEAR_KERB_Z + 0.12, NEAR_KERB_Z), 0xb9b6af, 0.05, 2);
        surface(strip(NEAR_KERB_Z, NEAREST_Z), 0x9d9a94, 0.07, 3);
        slabs(-WIDE_M, WIDE_M, NEAREST_Z, NEAR_KERB_Z - 0.1, 1);
    }

    private static Shape strip(double farZ, double nearZ) {
        return patch(-WIDE_M * 2, WIDE_M * 2, farZ, nearZ);
    }

    private static Shape patch(double leftX, double rightX, double farZ, double nearZ) {
        Polygon polygon = new Polygon();
        polygon.addPoint((int) Math.round(View.x(leftX, farZ)), (int) Math.round(View.y(0, farZ)));
        polygon.addPoint((int) Math.round(View.x(rightX, farZ)), (int) Math.round(View.y(0, farZ)));
        polygon.addPoint((int) Math.round(View.x(rightX, nearZ)), (int) Math.round(View.y(0, nearZ)));
        polygon.addPoint((int) Math.round(View.x(leftX, nearZ)), (int) Math.round(View.y(0, nearZ)));
        return polygon;
    }

    /** Fills a shape with a colour and its grain, fine and coarse. */
    void surface(Shape shape, int rgb, double grain, int size) {
        g.setColor(new Color(rgb));
        g.fill(shape);
        var bounds = shape.getBounds();
        int bottom = Math.min(View.HEIGHT_PX, bounds.y + bounds.height);
        int right = Math.min(View.WIDTH_PX, bounds.x + bounds.width);
        for (int y = Math.max(0, bounds.y); y < bottom; y++) {
            for (int x = Math.max(0, bounds.x); x < right; x++) {
                if (shape.contains(x + 0.5, y + 0.5)) {
                    double fine = Colour.grain(x / size, y, rgb);
                    double coarse = Colour.cloud(x / 40.0, y / 12.0, rgb) + Colour.cloud(x / 9.0, y / 4.0, rgb);
                    image.setRGB(x, y, 0xff000000 | Colour.times(rgb, 1 + grain * (0.55 * fine + 0.5 * coarse)));
                }
            }
        }
    }

    private void slabs(double leftX, double rightX, double nearZ, double farZ, double sizeM) {
        g.setStroke(new BasicStroke(0.9f));
        g.setColor(new Color(0x60000000 | 0x3a3834, true));
        for (double z = nearZ; z <= farZ; z += sizeM) {
            line(leftX, z, rightX, z);
        }
        for (double x = leftX; x <= rightX + 0.01; x += sizeM) {
            line(x, nearZ, x, farZ);
        }
    }

    private void line(double fromX, double fromZ, double toX, double toZ) {
        g.draw(new java.awt.geom.Line2D.Double(
                View.x(fromX, fromZ), View.y(0, fromZ), View.x(toX, toZ), View.y(0, toZ)));
    }

    /** Bushes before the house and hedges at its sides. */
    void bushes() {
        for (double x = -WIDE_M; x < -5.6; x += 0.45) {
            foliage(View.x(x, 22), View.y(0.55, 22), 0.75 * View.scale(22), 0x3f6638);
        }
        for (double x = 5.4; x < WIDE_M; x += 0.45) {
            foliage(View.x(x, 22), View.y(0.55, 22), 0.75 * View.scale(22), 0x3f6638);
        }
        for (double x : new double[] {-4.4, -3.3, -2, -0.9, 3.1, 4.1}) {
            foliage(View.x(x, 23.2), View.y(0.3, 23.2), 0.42 * View.scale(23.2), 0x587f45);
        }
        for (int i = 0; i < 60; i++) {
            double x = i % 2 == 0 ? -4.8 + 4.6 * random.nextDouble() : 2.6 + 2 * random.nextDouble();
            int[] petals = {0xd06a7c, 0xe3c45a, 0xe8e4e0, 0xb77fc0};
            g.setColor(new Color(petals[random.nextInt(petals.length)]));
            double z = 22.6 + 0.5 * random.nextDouble();
            g.fill(new Ellipse2D.Double(View.x(x, z), View.y(0.25, z) + 8 * random.nextDouble(), 3, 3));
        }
    }
}
