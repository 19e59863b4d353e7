package io.vedette.tracker.bytetrack;

import java.util.Arrays;

/**
 * How long the usual step between two looks is: the lower median of the last {@value #REMEMBERED}.
 *
 * <p>The reference counts frames. With looks in even steps one step is one frame, from the second look on and at any rate;
 * with uneven ones a longer pause counts as so many usual steps. Confined to one lane.
 */
final class Pace {

    private static final int REMEMBERED = 31;
    private static final double SHORTEST_NS = 1e6;
    private static final double LONGEST_NS = 10e9;

    private final long[] steps = new long[REMEMBERED];
    private final long[] sorted = new long[REMEMBERED];
    private int count;
    private int next;
    private double stepNs;

    /** Takes in the time between two looks, nanoseconds; 0 says nothing of the pace. */
    void add(long ns) {
        if (ns <= 0) {
            return;
        }
        steps[next] = ns;
        next = (next + 1) % REMEMBERED;
        count = Math.min(REMEMBERED, count + 1);
        System.arraycopy(steps, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        stepNs = clamp((double) sorted[(count - 1) / 2]);
    }

    /** Supposes a pace until there is a measured one. */
    void suppose(double ns) {
        stepNs = clamp(ns);
    }

    private static double clamp(double ns) {
        return Math.min(LONGEST_NS, Math.max(SHORTEST_NS, ns));
    }

    /** Nanoseconds; 0 while nothing is known. */
    double stepNs() {
        return stepNs;
    }
}
