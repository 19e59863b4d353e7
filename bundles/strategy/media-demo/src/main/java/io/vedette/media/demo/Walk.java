package io.vedette.media.demo;

import java.util.List;
import java.util.Optional;

/**
 * Somebody's way through the scene. Immutable.
 *
 * @param id tells walkers and cars of a day apart
 * @param outfit how the walker looks
 * @param startS when the walk begins, seconds of the day
 * @param way corners of the way: metres to the right, metres away
 * @param speed metres per second
 * @param pause where and how long the walker stands
 */
record Walk(long id, Outfit outfit, double startS, List<Place> way, double speed, Pause pause) {

    /** Metres before and after a corner in which the walker turns. */
    private static final double TURN_M = 0.3;
    /** Seconds in which a walk becomes a stand. */
    private static final double SETTLE_S = 0.35;
    /** Two steps, in heights. */
    private static final double STRIDE = 0.8;

    Walk {
        way = List.copyOf(way);
    }

    /** A place on the ground, metres to the right and away. */
    record Place(double x, double z) {
        double distance(Place other) {
            return Math.hypot(other.x - x, other.z - z);
        }

        double heading(Place to) {
            return Math.atan2(to.z - z, to.x - x);
        }
    }

    /** A stand after so many metres, for so many seconds. */
    record Pause(double afterM, double forS) {
        static final Pause NONE = new Pause(1e9, 0);
    }

    double lengthM() {
        double length = 0;
        for (int i = 0; i + 1 < way.size(); i++) {
            length += way.get(i).distance(way.get(i + 1));
        }
        return length;
    }

    double endS() {
        return startS + lengthM() / speed + pause.forS();
    }

    /** The walker at a second of the day. */
    Optional<Stance> at(double second) {
        if (second < startS || second >= endS()) {
            return Optional.empty();
        }
        double stopS = pause.afterM() / speed;
        double gone = second - startS;
        double stood = Math.max(0, Math.min(pause.forS(), gone - stopS));
        double metres = (gone - stood) * speed;
        double still = Math.min(1, Math.min(stood, pause.forS() - stood) / SETTLE_S);
        double step = metres / (STRIDE * outfit.heightM()) * 2 * Math.PI + id;
        return Optional.of(stance(metres, step, 1 - Math.max(0, still)));
    }

    private Stance stance(double metres, double step, double swing) {
        double before = 0;
        int i = 0;
        while (i + 2 < way.size() && before + way.get(i).distance(way.get(i + 1)) <= metres) {
            before += way.get(i).distance(way.get(i + 1));
            i++;
        }
        Place from = way.get(i);
        Place to = way.get(i + 1);
        double length = from.distance(to);
        double along = metres - before;
        double heading = from.heading(to);
        if (length - along < TURN_M && i + 2 < way.size()) {
            double turn = turn(heading, to.heading(way.get(i + 2)));
            heading += turn * (0.5 - (length - along) / (2 * TURN_M));
        } else if (along < TURN_M && i > 0) {
            double turn = turn(way.get(i - 1).heading(from), heading);
            heading -= turn * (0.5 - along / (2 * TURN_M));
        }
        double part = along / length;
        return new Stance(
                from.x() + (to.x() - from.x()) * part, from.z() + (to.z() - from.z()) * part, heading, step, swing);
    }

    private static double turn(double from, double to) {
        return Math.IEEEremainder(to - from, 2 * Math.PI);
    }
}
