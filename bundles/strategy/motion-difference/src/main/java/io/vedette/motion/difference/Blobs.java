package io.vedette.motion.difference;

import io.vedette.motion.difference.Thresholds.Kind;
import java.util.Arrays;

/**
 * Finds blobs among the firing cells and tells what lives from what merely differs. Confined to one lane.
 *
 * <p>A blob lives while something in it changes, if only by the swaying of one who stands still; else it is left to the
 * background after {@link #STILL_S}, and a ghost (the hole of something that the background had learnt) at once. A small blob is believed when it
 * changes in two looks running, or wanders: a digit of a clock does neither. Of looks far apart each stands for itself, but where
 * {@link Blinkers} explain it.
 */
final class Blobs {

    /** A thing is kept this long after its last plain change; the tracker holds on longer. */
    private static final float STILL_S = 0.7f;

    private static final float GHOST_S = 0.3f;
    /** Somebody who stands still sways: the mean change over a blob, in grey levels, that noise does not make. */
    private static final float SWAY = 0.8f;

    private static final float SWAY_PER_DEVIATION = 2.2f;
    private static final int MOST = 128;
    /** How far, in cells, a small blob may jump from one look to the next: at least, at most, and in a second. */
    private static final int LEAST_JUMP = 4;

    private static final int JUMP = 16;
    private static final float JUMP_PER_S = 80;
    /** From so many tiny blobs a look on that are gone in the next, a tiny one must move in three looks: drops meet by chance in two. */
    private static final float DRIZZLE = 0.2f;

    private static final float LATEST_COUNTS = 0.1f;
    /** Looks further apart than this stand for themselves. */
    private static final float LONE_LOOK_S = 0.6f;

    /** Looks that follow a lone one within this time are to see what it saw. */
    private static final float AFTER_LONE_S = 2;
    /** What was in its place for a shorter time may have passed by. */
    private static final float STAYED_S = 0.5f;

    private final Scene scene;
    private final int columns;
    private final int rows;
    private final int[] cells;
    private final boolean[] seen;
    private final Blinkers blinkers;
    private Blob[] blobs = pool();
    private Blob[] former = pool();
    private int count;
    private int formerCount;
    /** Tiny blobs a look that were gone in the next, lately. */
    private float drizzle;
    /** Seconds since a lone look. */
    private float sinceLoneS = Float.MAX_VALUE;

    Blobs(Scene scene) {
        this.scene = scene;
        this.columns = scene.grid.columns;
        this.rows = scene.grid.rows;
        this.cells = new int[scene.grid.size];
        this.seen = new boolean[scene.grid.size];
        this.blinkers = new Blinkers(scene.grid);
    }

    private static Blob[] pool() {
        Blob[] pool = new Blob[MOST];
        for (int i = 0; i < MOST; i++) {
            pool[i] = new Blob();
        }
        return pool;
    }

    int count() {
        return count;
    }

    Blob get(int index) {
        return blobs[index];
    }

    /** What a look is like that comes so long after the former one; those after a lone one are to see what it saw. */
    Kind kind(float dtS) {
        if (drizzle > DRIZZLE) {
            return Kind.DRIZZLE;
        }
        return dtS >= LONE_LOOK_S || sinceLoneS < AFTER_LONE_S ? Kind.LONE : Kind.USUAL;
    }

    /** Forgets the blobs of former looks. */
    void clear() {
        count = 0;
    }

    /** Finds this look's blobs, and marks the scene's firing cells as held or left. */
    void find(Thresholds thresholds, float dtS) {
        Blob[] spare = former;
        former = blobs;
        blobs = spare;
        formerCount = count;
        count = 0;
        int end = 0;
        System.arraycopy(scene.fires, 0, seen, 0, seen.length);
        blinkers.forget(dtS);
        Arrays.fill(scene.held, false);
        Arrays.fill(scene.left, false);
        for (int i = 0; i < seen.length && count < MOST; i++) {
            if (seen[i]) {
                Blob blob = blobs[count];
                blob.begin(end);
                end = fill(blob, i, thresholds);
                if (blob.cells >= thresholds.leastCells()) {
                    blob.end();
                    count++;
                } else {
                    mark(blob, false, false);
                }
            }
        }
        int jump = (int) Math.max(LEAST_JUMP, Math.min(JUMP, JUMP_PER_S * dtS));
        measureDrizzle(thresholds, jump);
        sinceLoneS = dtS >= LONE_LOOK_S ? 0 : sinceLoneS + dtS;
        for (int i = 0; i < count; i++) {
            judge(blobs[i], thresholds, jump, dtS);
        }
        for (int i = 0; i < formerCount; i++) {
            if (former[i].cells < thresholds.smallCells() && vanished(former[i])) {
                blinkers.add(former[i]);
            }
        }
    }

    private void measureDrizzle(Thresholds thresholds, int jump) {
        int gone = 0;
        for (int i = 0; i < formerCount; i++) {
            Blob old = former[i];
            boolean there = old.cells >= thresholds.tinyCells() || old.looks > 1;
            for (int k = 0; !there && k < count; k++) {
                there = blobs[k].near(old, jump);
            }
            gone += there ? 0 : 1;
        }
        drizzle += LATEST_COUNTS * (gone - drizzle);
    }

    /** Whether a blob of the former look is not there any more, though it had been for a while, without going anywhere. */
    private boolean vanished(Blob old) {
        boolean stayed = old.looks >= 3 && old.ageS >= STAYED_S && !old.wandered();
        for (int i = 0; stayed && i < count; i++) {
            stayed = !blobs[i].near(old, 2);
        }
        return stayed;
    }

    /** Collects connected cells (also over corners) breadth first; returns the end of the list of cells. */
    private int fill(Blob blob, int first, Thresholds thresholds) {
        int end = blob.from;
        cells[end++] = first;
        seen[first] = false;
        for (int at = blob.from; at < end; at++) {
            int cell = cells[at];
            int x = cell % columns;
            int y = cell / columns;
            blob.add(x, y);
            survey(blob, cell, x, y, thresholds);
            for (int ny = Math.max(0, y - 1); ny <= Math.min(rows - 1, y + 1); ny++) {
                for (int n = ny * columns + Math.max(0, x - 1), last = ny * columns + Math.min(columns - 1, x + 1);
                        n <= last;
                        n++) {
                    if (seen[n]) {
                        seen[n] = false;
                        cells[end++] = n;
                    }
                }
            }
        }
        return end;
    }

    private void survey(Blob blob, int cell, int x, int y, Thresholds thresholds) {
        float still = scene.stillS[cell];
        blob.lively += still < STILL_S ? 1 : 0;
        blob.fresh += still < GHOST_S ? 1 : 0;
        blob.sway += Math.abs(scene.stir[cell]);
        blob.unrest += scene.deviation[cell];
        if (x > 0 && y > 0 && x < columns - 1 && y < rows - 1) {
            blob.edgesNow += steps(scene.now, cell);
            blob.edgesBackground += steps(scene.background, cell);
            blob.moved += moved(cell) > thresholds.stirs(scene.deviation[cell]) ? 1 : 0;
        }
    }

    private float steps(float[] values, int cell) {
        float across = values[cell + 1] - values[cell - 1];
        float down = values[cell + columns] - values[cell - columns];
        return across * across + down * down;
    }

    /** How much a cell's neighbourhood changed since the former look. */
    private float moved(int cell) {
        float sum = 0;
        for (int i = cell - columns; i <= cell + columns; i += columns) {
            sum += scene.now[i - 1] - scene.before[i - 1];
            sum += scene.now[i] - scene.before[i];
            sum += scene.now[i + 1] - scene.before[i + 1];
        }
        return Math.abs(sum) / 9;
    }

    private void judge(Blob blob, Thresholds thresholds, int jump, float dtS) {
        int least = Math.max(2, blob.cells / 12);
        boolean ghost = blob.ghost();
        boolean alive = (ghost ? blob.fresh : blob.lively) >= least
                || (!ghost && blob.sway > SWAY * blob.cells + SWAY_PER_DEVIATION * blob.unrest);
        boolean small = blob.cells < thresholds.smallCells();
        boolean lone = dtS >= LONE_LOOK_S;
        boolean news = !blinkers.explain(blob, cells);
        boolean confirmed = confirmed(blob, thresholds, jump, dtS, !lone || news);
        blob.believed = alive && (!small || confirmed || (lone && news));
        blob.doubtful = alive && !blob.believed && news;
        blob.reported = blob.believed;
        mark(blob, alive, !alive);
        for (int i = blob.from; ghost && !alive && i < blob.from + blob.cells; i++) {
            scene.stillS[cells[i]] = Float.MAX_VALUE;
        }
    }

    /** Whether a small blob goes on from one of the former look in a way that speaks for something that moves. */
    private boolean confirmed(Blob blob, Thresholds thresholds, int jump, float dtS, boolean byChange) {
        boolean confirmed = false;
        int nears = 0;
        for (int i = 0; i < formerCount; i++) {
            Blob old = former[i];
            if (blob.near(old, 2)) {
                confirmed |= old.believed;
                nears++;
                blob.follow(old, nears == 1, dtS);
            }
            if (byChange && old.moved >= 2 && blob.moved >= 2 && blob.near(old, jump)) {
                blob.chain = Math.max(blob.chain, old.chain + 1);
            }
        }
        confirmed |= blob.chain >= (drizzle > DRIZZLE && blob.cells < thresholds.tinyCells() ? 2 : 1);
        return confirmed || (blob.looks >= 3 && blob.wandered());
    }

    /** Reports no blob smaller than this. */
    void distrust(int leastCells) {
        for (int i = 0; i < count; i++) {
            blobs[i].reported &= blobs[i].cells >= leastCells;
            blobs[i].doubtful = false;
        }
    }

    private void mark(Blob blob, boolean held, boolean left) {
        for (int i = blob.from; i < blob.from + blob.cells; i++) {
            scene.held[cells[i]] = held;
            scene.left[cells[i]] = left;
        }
    }
}
