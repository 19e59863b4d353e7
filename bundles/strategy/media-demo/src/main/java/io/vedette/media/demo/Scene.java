package io.vedette.media.demo;

import io.vedette.api.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the pictures of a day, one after another or any, and knows what is on each. Confined to one capture. */
final class Scene {

    static final int FPS = 10;

    /** How far the sun throws the shadow of a metre: to the right and away. */
    private static final double SUN_X = 0.55;

    private static final double SUN_Z = 0.35;
    private static final double SHADOW = 0.42;
    private static final double LAMP_SHADOW = 0.22;
    private static final int NOISE_PLACES = 1 << 16;

    private final Day day;
    private final Backdrop backdrop = new Backdrop();
    private final Planes picture = new Planes();
    private final Figure figure = new Figure();
    private final CarShape carShape = new CarShape();
    private final Shade shade = new Shade();
    private final byte[] noise = new byte[Planes.WIDTH * Planes.HEIGHT + NOISE_PLACES];
    private final List<Labelled> truth = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private double light;

    /** Something to be drawn, at its distance. */
    private record Actor(double zM, Runnable draw) {}

    Scene(Day day) {
        this.day = day;
        for (int i = 0; i < noise.length; i++) {
            double gauss = Colour.grain(i, 1, 5) + Colour.grain(i, 2, 5) + Colour.grain(i, 3, 5);
            noise[i] = (byte) Math.round(gauss * 0.75);
        }
    }

    long frames() {
        return (long) (day.lengthS() * FPS);
    }

    /** The picture of this number, until the next call. */
    Planes draw(long frame) {
        double second = (double) frame / FPS;
        light = day.daylight(second);
        picture.copy(backdrop.in(light));
        truth.clear();
        actors.clear();
        for (Walk walk : day.walks()) {
            walk.at(second).ifPresent(stance -> actors.add(new Actor(stance.zM(), () -> walker(walk, stance))));
        }
        for (Drive drive : day.drives()) {
            drive.at(second, light < 0.4).ifPresent(car -> actors.add(new Actor(car.zM(), () -> car(drive, car))));
        }
        actors.sort(Comparator.comparingDouble(Actor::zM).reversed());
        actors.forEach(actor -> actor.draw().run());
        picture.noise(noise, (int) (Colour.grain((int) frame, 7, 9) * 32767 + 32768) % NOISE_PLACES);
        return picture;
    }

    /** What is on the picture drawn last. */
    List<Labelled> truth() {
        return List.copyOf(truth);
    }

    private double strength() {
        return LAMP_SHADOW + (SHADOW - LAMP_SHADOW) * light;
    }

    private void walker(Walk walk, Stance stance) {
        double s = View.scale(stance.zM());
        double x = View.x(stance.xM(), stance.zM());
        double y = View.y(0, stance.zM());
        double height = walk.outfit().heightM();
        shade.clear(
                x - 0.6 * s,
                View.y(0, stance.zM() + height * SUN_Z) - 0.3 * s,
                x + (height * SUN_X + 0.6) * s,
                y + 0.3 * s);
        Skeleton bones = new Skeleton(stance, height);
        double flat = 0.3;
        for (int side = 0; side < 2; side++) {
            bar(bones, side, Skeleton.TOE, Skeleton.ANKLE, 0.07 * s);
            bar(bones, side, Skeleton.ANKLE, Skeleton.KNEE, 0.06 * s);
            bar(bones, side, Skeleton.KNEE, Skeleton.HIP, 0.08 * s);
            bar(bones, side, Skeleton.SHOULDER, Skeleton.WRIST, 0.05 * s);
            double[] foot = bones.joint(side, Skeleton.ANKLE);
            double[] spot = {View.x(foot[0] + 0.05, foot[2]), View.y(0, foot[2])};
            shade.bar(spot, spot, 0.13 * s * Math.max(0, 1 - 3 * foot[1]), flat);
        }
        shade.bar(shadow(bones.axis(0, 0)), shadow(bones.neckPoint()), 0.17 * s, flat);
        shade.bar(shadow(bones.head()), shadow(bones.head()), 0.1 * s, flat);
        picture.darken(shade, strength());
        Sprite sprite = figure.paint(walk.outfit(), stance);
        picture.paint(sprite, Night.light(light));
        label(walk.id(), "person", sprite, 1);
    }

    private void bar(Skeleton bones, int side, int from, int to, double radius) {
        shade.bar(shadow(bones.joint(side, from)), shadow(bones.joint(side, to)), radius, 0.3);
    }

    /** Where on the picture the shadow of a point falls. */
    private static double[] shadow(double[] point) {
        double z = point[2] + point[1] * SUN_Z;
        return new double[] {View.x(point[0] + point[1] * SUN_X, z), View.y(0, z)};
    }

    private void car(Drive drive, CarShape.Car car) {
        double half = CarShape.LENGTH_M / 2;
        double s = View.scale(car.zM());
        double y = View.y(0, car.zM());
        double left = View.x(car.xM() - half + 0.15, car.zM());
        double right = View.x(car.xM() + half - 0.15, car.zM());
        shade.clear(left - 0.4 * s, y - 0.8 * s, right + 1.2 * s, y + 0.3 * s);
        double[] from = {left + 0.2 * s, y - 0.08 * s};
        double[] to = {right - 0.2 * s, y - 0.08 * s};
        shade.bar(from, to, 0.42 * s, 0.3);
        double[] out = {right + 0.3 * s * light, y - 0.25 * s};
        shade.bar(to, out, 0.5 * s, 0.4);
        picture.darken(shade, Math.min(0.75, strength() * 1.5));
        Sprite sprite = carShape.paint(car);
        picture.paint(sprite, Night.light(light));
        double across = 2 * half * s;
        double seen = Math.max(0, Math.min(View.WIDTH_PX, right) - Math.max(0, left));
        label(drive.id(), "car", sprite, Math.min(1, seen / (across - 0.3 * s)));
    }

    private void label(long id, String label, Sprite sprite, double shown) {
        int[] edges = sprite.painted();
        if (edges.length == 0) {
            return;
        }
        double left = Math.max(0, edges[0]);
        double top = Math.max(0, edges[1]);
        double right = Math.min(View.WIDTH_PX, edges[2]);
        double bottom = Math.min(View.HEIGHT_PX, edges[3]);
        if (right <= left || bottom <= top) {
            return;
        }
        double part = (right - left) * (bottom - top) / ((double) (edges[2] - edges[0]) * (edges[3] - edges[1]));
        Box box = Box.ofCorners(
                left / View.WIDTH_PX, top / View.HEIGHT_PX, right / View.WIDTH_PX, bottom / View.HEIGHT_PX);
        truth.add(new Labelled(id, label, box, Math.min(shown, part)));
    }
}
