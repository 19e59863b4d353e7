package io.vedette.media.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens in an artificial day: by the seed, who comes when. It begins and ends in bright daylight with nobody there; the
 * night lies in its second half. Immutable.
 */
final class Day {

    private static final double FAR_PAVEMENT_Z = 17.2;
    private static final double NEAR_PAVEMENT_Z = 10.9;
    private static final double DOOR_Z = 23.3;
    private static final double FIRST_S = 5;
    private static final double QUIET_END_S = 3;
    private static final double DUSK = 0.55;
    private static final double DARK = 0.64;
    private static final double DAWN = 0.86;
    private static final double BRIGHT = 0.95;
    private static final int[] PAINTS = {0x8e2a2a, 0x35506e, 0xb9bec2, 0x2b2d30, 0xdcdcd8, 0x3f5c46, 0xa8722e};

    private final double lengthS;
    private final List<Walk> walks = new ArrayList<>();
    private final List<Drive> drives = new ArrayList<>();
    private final SplittableRandom random;
    private long ids;

    Day(long seed, double lengthS) {
        this.lengthS = lengthS;
        this.random = new SplittableRandom(seed);
        double at = FIRST_S;
        int turn = 0;
        while (at < lengthS - QUIET_END_S) {
            double end = come(turn++, at);
            boolean night = daylight(at) < 0.3;
            at = end + (night ? 8 : 3) + random.nextDouble() * (night ? 14 : 6);
        }
        walks.removeIf(walk -> walk.endS() > lengthS - QUIET_END_S);
        drives.removeIf(drive -> drive.endS() > lengthS - QUIET_END_S);
    }

    /** Lets somebody come; when the scene is free again. A newcomer sees each kind in the first minutes. */
    private double come(int turn, double at) {
        int kind = turn < 5 ? turn : random.nextInt(6);
        return switch (kind) {
            case 0 -> walk(at, FAR_PAVEMENT_Z + 0.6 * (random.nextDouble() - 0.5));
            case 1 -> pass(at);
            case 2 -> visit(at);
            case 3 -> park(at);
            case 4 -> walk(at, NEAR_PAVEMENT_Z + 0.6 * (random.nextDouble() - 0.5));
            default -> meet(at);
        };
    }

    private double walk(double at, double z) {
        boolean toRight = random.nextBoolean();
        return add(at, z, toRight, 1.05 + 0.5 * random.nextDouble());
    }

    private double add(double at, double z, boolean toRight, double speed) {
        double edge = View.edge(z) + 0.5;
        Walk.Place left = new Walk.Place(-edge, z);
        Walk.Place right = new Walk.Place(edge, z);
        List<Walk.Place> way = toRight ? List.of(left, right) : List.of(right, left);
        Walk walk = new Walk(++ids, Outfit.of(random), at, way, speed, Walk.Pause.NONE);
        walks.add(walk);
        return walk.endS();
    }

    /** Two meet on the far pavement. */
    private double meet(double at) {
        double first = add(at, FAR_PAVEMENT_Z - 0.5, true, 1.1 + 0.3 * random.nextDouble());
        double second = add(at + 1.5, FAR_PAVEMENT_Z + 0.5, false, 1.1 + 0.3 * random.nextDouble());
        return Math.max(first, second);
    }

    /** Somebody comes to the door, waits and leaves. */
    private double visit(double at) {
        double from = random.nextBoolean() ? -1 : 1;
        double edge = View.edge(FAR_PAVEMENT_Z) + 0.5;
        Walk.Place start = new Walk.Place(from * edge, FAR_PAVEMENT_Z);
        Walk.Place corner = new Walk.Place(Garden.PATH_X, FAR_PAVEMENT_Z);
        Walk.Place door = new Walk.Place(Garden.PATH_X, DOOR_Z);
        Walk.Place end = new Walk.Place((random.nextBoolean() ? -1 : 1) * edge, FAR_PAVEMENT_Z);
        double before = start.distance(corner) + corner.distance(door) - 0.32;
        Walk walk = new Walk(
                ++ids,
                Outfit.of(random),
                at,
                List.of(start, corner, door, corner, end),
                1.15 + 0.25 * random.nextDouble(),
                new Walk.Pause(before, 4 + 3 * random.nextDouble()));
        walks.add(walk);
        return walk.endS();
    }

    private double pass(double at) {
        boolean toRight = random.nextBoolean();
        Drive drive = new Drive(
                ++ids, paint(), at, toRight ? 12.5 : 14.4, toRight, 3 + 1.5 * random.nextDouble(), Drive.Stop.NONE);
        drives.add(drive);
        return drive.endS();
    }

    private double park(double at) {
        Drive.Stop stop = new Drive.Stop(2.6 + 0.8 * random.nextDouble(), 25 + 20 * random.nextDouble());
        Drive drive = new Drive(++ids, paint(), at, 14.5, false, 4, stop);
        drives.add(drive);
        add(at + 12, FAR_PAVEMENT_Z, random.nextBoolean(), 1.2);
        return drive.endS();
    }

    private int paint() {
        return PAINTS[random.nextInt(PAINTS.length)];
    }

    List<Walk> walks() {
        return walks;
    }

    List<Drive> drives() {
        return drives;
    }

    double lengthS() {
        return lengthS;
    }

    /** 0: night, 1: bright day. */
    double daylight(double second) {
        double part = second / lengthS;
        if (part < DUSK || part >= BRIGHT) {
            return 1;
        }
        if (part < DARK) {
            return (DARK - part) / (DARK - DUSK);
        }
        return part < DAWN ? 0 : (part - DAWN) / (BRIGHT - DAWN);
    }
}
