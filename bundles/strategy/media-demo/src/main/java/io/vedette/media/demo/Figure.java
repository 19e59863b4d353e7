package io.vedette.media.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Paints a walker: far parts first, each rounded by its shading. Confined to one capture. */
final class Figure {

    /** Half widths of the trunk, from the neck to the crotch, in shares of the height: from the front and from the side. */
    private static final double[][] TRUNK = {
        {0.00, 0.034, 0.036},
        {0.06, 0.058, 0.042},
        {0.12, 0.096, 0.052},
        {0.20, 0.108, 0.062},
        {0.38, 0.104, 0.070},
        {0.60, 0.088, 0.062},
        {0.80, 0.096, 0.070},
        {1.00, 0.090, 0.066},
        {1.12, 0.070, 0.056},
    };
    /** A coat widens below the waist and ends over the knee. */
    private static final double[][] COAT = {
        {0.00, 0.036, 0.036},
        {0.06, 0.062, 0.044},
        {0.12, 0.100, 0.056},
        {0.20, 0.112, 0.066},
        {0.38, 0.108, 0.074},
        {0.60, 0.096, 0.070},
        {0.85, 0.106, 0.080},
        {1.20, 0.112, 0.088},
        {1.62, 0.118, 0.094},
    };

    private static final double BELT = 0.78;
    private static final double TRUNK_LENGTH = 0.295;

    private final Sprite sprite = new Sprite();
    private final Cloth cloth = new Cloth(sprite);
    private final List<Part> parts = new ArrayList<>();
    private Outfit outfit;
    private Stance stance;
    private Skeleton bones;
    private double scale;

    /** One thing to be painted, at its distance. */
    private record Part(double zM, Runnable paint) {}

    /** The walker as it looks in this stance, until the next call. */
    Sprite paint(Outfit look, Stance now) {
        outfit = look;
        stance = now;
        bones = new Skeleton(now, look.heightM());
        scale = View.scale(now.zM());
        double x = View.x(now.xM(), now.zM());
        double ground = View.y(0, now.zM());
        double size = look.heightM() * scale;
        sprite.clear(x - size * 0.4, ground - size * 1.08, x + size * 0.4, ground + size * 0.1);
        cloth.folds(look.top() & 1023);
        parts.clear();
        for (int side = 0; side < 2; side++) {
            legs(side);
            arms(side);
        }
        double[] middle = bones.axis(0, 0.15);
        parts.add(new Part(middle[2], this::trunk));
        parts.add(new Part(middle[2] - 0.01, this::head));
        if (look.bag()) {
            parts.add(new Part(bones.axis(-0.1, 0.2)[2], this::bag));
        }
        parts.sort(Comparator.comparingDouble(Part::zM).reversed());
        parts.forEach(part -> part.paint().run());
        return sprite;
    }

    private double px(double share) {
        return share * outfit.heightM() * scale;
    }

    private Cloth.Limb limb(double[] from, double[] to, double[] radii, int rgb) {
        return new Cloth.Limb(
                View.x(from[0], from[2]),
                View.y(from[1], from[2]),
                Math.max(0.6, px(radii[0])),
                View.x(to[0], to[2]),
                View.y(to[1], to[2]),
                Math.max(0.6, px(radii[1])),
                rgb,
                0.1);
    }

    private void legs(int side) {
        double[] hip = bones.joint(side, Skeleton.HIP);
        double[] knee = bones.joint(side, Skeleton.KNEE);
        double[] ankle = bones.joint(side, Skeleton.ANKLE);
        double[] toe = bones.joint(side, Skeleton.TOE);
        double wide = outfit.girth();
        parts.add(new Part((hip[2] + ankle[2]) / 2 + 0.02, () -> {
            cloth.limb(limb(ankle, toe, new double[] {0.026, 0.018}, outfit.shoes()));
            cloth.limb(limb(hip, knee, new double[] {0.052 * wide, 0.036 * wide}, outfit.legs()));
            cloth.limb(limb(knee, ankle, new double[] {0.036 * wide, 0.026}, outfit.legs()));
        }));
    }

    private void arms(int side) {
        double[] shoulder = bones.joint(side, Skeleton.SHOULDER);
        double[] elbow = bones.joint(side, Skeleton.ELBOW);
        double[] wrist = bones.joint(side, Skeleton.WRIST);
        double[] hand = bones.joint(side, Skeleton.HAND);
        double wide = outfit.girth();
        int sleeve = Colour.times(outfit.top(), 0.96);
        parts.add(new Part((shoulder[2] + elbow[2]) / 2, () -> {
            cloth.limb(limb(wrist, hand, new double[] {0.016, 0.017}, outfit.skin()));
            cloth.limb(limb(shoulder, elbow, new double[] {0.031 * wide, 0.026 * wide}, sleeve));
            cloth.limb(limb(elbow, wrist, new double[] {0.026 * wide, 0.019}, sleeve));
        }));
    }

    private void bag() {
        cloth.limb(limb(
                bones.axis(-0.085, 0.24),
                bones.axis(-0.09, 0.09),
                new double[] {0.055, 0.065},
                Colour.times(outfit.legs(), 0.7)));
    }

    private void trunk() {
        double[][] profile = outfit.coat() ? COAT : TRUNK;
        double[] neck = bones.neckPoint();
        double x = View.x(neck[0], neck[2]);
        double top = View.y(neck[1], neck[2]);
        double length = px(TRUNK_LENGTH);
        double bottom = top + length * profile[profile.length - 1][0];
        for (int y = (int) Math.floor(top); y <= bottom; y++) {
            double v = Math.max(0, (y + 0.5 - top) / length);
            double half = half(profile, v) * outfit.girth();
            double slope = (half(profile, v + 0.04) - half(profile, Math.max(0, v - 0.04))) / 0.08 / TRUNK_LENGTH;
            double edge = Math.min(1, bottom - y);
            row(new Row(y, x, px(half), v, Math.max(-0.85, Math.min(0.85, -slope * 0.8))), edge);
        }
    }

    /** One row of the trunk. */
    private record Row(int y, double x, double half, double v, double lean) {}

    private void row(Row row, double edge) {
        boolean trousers = !outfit.coat() && row.v() > BELT;
        int rgb = trousers ? outfit.legs() : outfit.top();
        double belt = !outfit.coat() && Math.abs(row.v() - BELT) < 0.025 ? 0.7 : 1;
        double front = -Math.sin(stance.headingRad());
        double seam = row.x() + px(0.06) * Math.cos(stance.headingRad());
        for (int x = (int) Math.floor(row.x() - row.half()); x <= row.x() + row.half() + 1; x++) {
            double u = (x + 0.5 - row.x()) / row.half();
            double coverage = Math.min(edge, Math.min(1, (1 - Math.abs(u)) * row.half() + 0.5));
            double nx = Math.max(-1, Math.min(1, u)) * 0.95;
            double fold = 0.14 * Colour.cloud(u * 1.7 + 7, row.v() * 6, outfit.top());
            double zip = front > 0.3 && Math.abs(x + 0.5 - seam) < Math.max(0.6, px(0.005)) && !trousers ? 0.72 : 1;
            double light = (Cloth.shade(nx, row.lean() * 0.7) + fold) * belt * zip;
            sprite.over(x, row.y(), Colour.times(rgb, light), coverage);
        }
    }

    /** Half the trunk's width as seen, in shares of the height. */
    private double half(double[][] profile, double v) {
        int i = 1;
        while (i < profile.length - 1 && profile[i][0] < v) {
            i++;
        }
        double[] a = profile[i - 1];
        double[] b = profile[i];
        double t = Math.max(0, Math.min(1, (v - a[0]) / (b[0] - a[0])));
        double wide = (a[1] + (b[1] - a[1]) * t) * Math.sin(stance.headingRad());
        double deep = (a[2] + (b[2] - a[2]) * t) * Math.cos(stance.headingRad());
        return Math.sqrt(wide * wide + deep * deep);
    }

    private void head() {
        double[] head = bones.head();
        double[] neck = bones.neckPoint();
        cloth.limb(limb(neck, head, new double[] {0.034, 0.03}, Colour.times(outfit.skin(), 0.85)));
        double x = View.x(head[0], head[2]);
        double y = View.y(head[1], head[2]);
        double front = -Math.sin(stance.headingRad());
        double across = px(0.046 + 0.011 * Math.abs(Math.cos(stance.headingRad())));
        double down = px(0.068);
        if (outfit.longHair()) {
            double back = -Math.cos(stance.headingRad()) * px(0.02);
            cloth.limb(new Cloth.Limb(
                    x + back, y - px(0.01), across * 0.95, x + back, y + px(0.065), across * 0.8, outfit.hair(), 0.2));
        }
        for (int row = (int) Math.floor(y - down - 1); row <= y + down + 1; row++) {
            for (int column = (int) Math.floor(x - across - 1); column <= x + across + 1; column++) {
                double nx = (column + 0.5 - x) / across;
                double ny = (row + 0.5 - y) / down;
                double distance = Math.sqrt(nx * nx + ny * ny);
                double coverage = Math.min(1, (1 - distance) * across + 0.5);
                if (coverage > 0) {
                    sprite.over(column, row, Colour.times(face(nx, ny, front), Cloth.shade(nx, ny)), coverage);
                }
            }
        }
    }

    /** The colour of a place on the head: hair above and behind, the eyes' hollows, the mouth. */
    private int face(double nx, double ny, double front) {
        double nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny));
        double cos = Math.cos(stance.headingRad());
        double forward = nx * cos + nz * front;
        double sideways = nx * front - nz * cos;
        boolean crown = ny < -0.42 - 0.3 * forward;
        boolean back = forward < 0.1 && ny < 0.35 - 0.6 * (forward + 0.3);
        if (crown || back) {
            return Colour.times(outfit.hair(), 1 + 0.25 * Colour.cloud(nx * 6, ny * 6, outfit.hair()));
        }
        if (forward > 0.4 && Math.abs(ny + 0.1) < 0.11 && Math.abs(Math.abs(sideways) - 0.36) < 0.17) {
            return Colour.times(outfit.skin(), 0.42);
        }
        if (forward > 0.6 && Math.abs(ny - 0.5) < 0.07 && Math.abs(sideways) < 0.28) {
            return Colour.mix(outfit.skin(), 0x8a3b3b, 0.55);
        }
        if (forward > 0.85 && Math.abs(sideways) < 0.12 && ny > 0 && ny < 0.32) {
            return Colour.times(outfit.skin(), 0.86);
        }
        return outfit.skin();
    }
}
