package io.vedette.motion.difference;

import java.util.Arrays;

/**
 * What is known of each cell: its usual value, its usual unrest, and what it does now. All rates are per second of media time,
 * since looks are irregular. A running average with foreground held back, after Wren et al., "Pfinder" (1997), and a running
 * mean deviation as in Manzanera and Richefeu, "Sigma-Delta background estimation" (2007). Confined to one lane.
 */
final class Scene {

    /** Seconds in which the background takes up most of a lasting change where nothing is seen. */
    private static final float QUIET_S = 7;
    /** … where a living blob stands. */
    private static final float HELD_S = 120;
    /** … where a blob has been found to be no longer alive. */
    private static final float LEFT_S = 0.7f;
    /** … from when on: one who stands still may move again, and shall then be whole. */
    private static final float KEPT_S = 5;
    /** … of the light of the whole picture. */
    private static final float LIGHT_S = 3;
    /** … of the usual unrest. */
    private static final float UNREST_S = 12;
    /** … of the usual unrest where cells fire again and again. */
    private static final float RESTLESS_S = 2.5f;
    /** Onsets are forgotten after this many seconds; with more than {@link #RESTLESS_ONSETS} left, a cell is restless. */
    private static final float ONSET_MEMORY_S = 8;

    private static final float RESTLESS_ONSETS = 4.5f;
    /** The more the light has changed, the less its fit is trusted: grey levels per grey level. */
    private static final float DOUBT = 0.12f;

    private static final float LEAST_DEVIATION = 0.3f;
    private static final float MOST_DEVIATION = 25;

    final CellGrid grid;
    final LightFit light = new LightFit();
    /** The cells' values in this look. */
    float[] now;
    /** … in the former look. */
    float[] before;

    final float[] background;
    final float[] deviation;
    private final Recent recent;
    /** Smoothed difference to the background in this light. */
    final float[] difference;
    /** Smoothed change within the last half second, in this light. */
    final float[] stir;
    /** Seconds since the cell last changed. */
    final float[] stillS;
    /** Where the cell fires in this look. */
    final boolean[] fires;
    /** Firing cells that belong to a living blob, and to one that is not. */
    final boolean[] held;

    final boolean[] left;
    private final boolean[] fired;
    private final boolean[] unfit;
    private final float[] onsets;
    private final float[] raw;
    private final Smooth smooth;
    private boolean[] masked;
    private boolean anyMasked;
    /** Whether any cell fires in this look, and how long ago, in seconds, the last onset was. */
    private boolean anyFires;

    private float onsetS = Float.MAX_VALUE;
    /** Whether {@link #stillS} says "long ago" everywhere. */
    private boolean allStill;

    Scene(CellGrid grid) {
        this.grid = grid;
        int n = grid.size;
        now = new float[n];
        before = new float[n];
        background = new float[n];
        deviation = new float[n];
        recent = new Recent(n);
        difference = new float[n];
        stillS = new float[n];
        onsets = new float[n];
        raw = new float[n];
        stir = new float[n];
        fires = new boolean[n];
        fired = new boolean[n];
        held = new boolean[n];
        left = new boolean[n];
        unfit = new boolean[n];
        masked = new boolean[n];
        smooth = new Smooth(grid.columns, grid.rows);
    }

    void mask(boolean[] cells) {
        masked = cells;
        anyMasked = false;
        for (boolean cell : cells) {
            anyMasked |= cell;
        }
    }

    boolean masked(int cell) {
        return masked[cell];
    }

    /** Makes room for the next look's cells, to be written into {@link #now}. */
    void turn(float dtS) {
        recent.pass(now, light, dtS);
        float[] former = before;
        before = now;
        now = former;
        System.arraycopy(fires, 0, fired, 0, fired.length);
        System.arraycopy(masked, 0, unfit, 0, unfit.length);
        for (int i = 0; anyFires && i < unfit.length; i++) {
            unfit[i] |= fires[i];
        }
    }

    /** Takes this look as the background. */
    void restart() {
        System.arraycopy(now, 0, background, 0, now.length);
        recent.restart(now);
        Arrays.fill(deviation, LEAST_DEVIATION);
        Arrays.fill(onsets, 0);
        Arrays.fill(fires, false);
        anyFires = false;
        onsetS = Float.MAX_VALUE;
        forgetStirring();
    }

    /** Takes this look as the {@code n}th, from 2, of those that the background is the mean of. */
    void average(int n) {
        measure(background);
        float share = 1f / n;
        for (int i = 0; i < now.length; i++) {
            background[i] += share * (now[i] - background[i]);
            deviation[i] += share * (Math.min(MOST_DEVIATION, Math.abs(difference[i])) - deviation[i]);
        }
    }

    /** Ends the calibration: the mean of few looks lies too near to them. */
    void settle() {
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] = Math.min(MOST_DEVIATION, LEAST_DEVIATION + 1.25f * deviation[i]);
        }
    }

    /** Fits the light and computes the smoothed difference to a background. */
    void measure(float[] against) {
        light.fit(now, against, unfit, now.length);
        float gain = light.gain;
        float offset = light.offset;
        if (Math.abs(gain - 1) < 0.05f && Math.abs(offset) < 5) {
            for (int i = 0; i < now.length; i++) {
                raw[i] = now[i] - gain * against[i] - offset;
            }
        } else {
            for (int i = 0; i < now.length; i++) {
                raw[i] = now[i] - Math.max(0, Math.min(255, gain * against[i] + offset));
            }
        }
        hide(raw);
        smooth.mean(raw, difference);
    }

    /** Finds the cells that fire and those that stir; returns how many fire. */
    int fire(Thresholds thresholds, float dtS) {
        float base = thresholds.base();
        float perDeviation = thresholds.perDeviation();
        float gain = light.gain - 1;
        float offset = light.offset;
        int count = 0;
        for (int i = 0; i < now.length; i++) {
            float doubt = DOUBT * Math.abs(gain * background[i] + offset);
            boolean fire = Math.abs(difference[i]) > base + perDeviation * deviation[i] + doubt && !masked[i];
            fires[i] = fire;
            count += fire ? 1 : 0;
        }
        anyFires = count > 0;
        if (anyFires) {
            stir(thresholds, dtS);
        } else {
            forgetStirring();
        }
        return count;
    }

    /** What stirs matters only where something fires. */
    private void stir(Thresholds thresholds, float dtS) {
        recent.change(now, light, raw);
        hide(raw);
        smooth.mean(raw, stir);
        for (int i = 0; i < now.length; i++) {
            stillS[i] = Math.abs(stir[i]) > thresholds.stirs(deviation[i]) ? 0 : stillS[i] + dtS;
        }
        allStill = false;
    }

    private void forgetStirring() {
        if (!allStill) {
            Arrays.fill(stillS, Float.MAX_VALUE);
            allStill = true;
        }
    }

    private void hide(float[] cells) {
        for (int i = 0; anyMasked && i < cells.length; i++) {
            if (masked[i]) {
                cells[i] = 0;
            }
        }
    }

    /** Brings background, unrest and the short memory forward; {@link #held} and {@link #left} say what the firing cells are. */
    void learn(float dtS) {
        float quiet = share(dtS, QUIET_S);
        float unrest = share(dtS, UNREST_S);
        countOnsets(dtS);
        if (anyFires) {
            for (int i = 0; i < now.length; i++) {
                if (fires[i]) {
                    learnFiring(i, dtS);
                } else {
                    background[i] += quiet * (now[i] - background[i]);
                    float deviates = deviation[i] + unrest * (Math.abs(difference[i]) - deviation[i]);
                    deviation[i] = Math.max(LEAST_DEVIATION, deviates);
                }
            }
            return;
        }
        // The same without a branch, for vector code: the usual case.
        for (int i = 0; i < now.length; i++) {
            background[i] += quiet * (now[i] - background[i]);
        }
        for (int i = 0; i < now.length; i++) {
            float deviates = deviation[i] + unrest * (Math.abs(difference[i]) - deviation[i]);
            deviation[i] = Math.max(LEAST_DEVIATION, deviates);
        }
    }

    private void countOnsets(float dtS) {
        float forget = 1 - share(dtS, ONSET_MEMORY_S);
        onsetS = anyFires ? 0 : onsetS + dtS;
        if (onsetS > 10 * ONSET_MEMORY_S) {
            return;
        }
        for (int i = 0; i < now.length; i++) {
            onsets[i] *= forget;
        }
        for (int i = 0; anyFires && i < now.length; i++) {
            onsets[i] += fires[i] && !fired[i] ? 1 : 0;
        }
    }

    private void learnFiring(int i, float dtS) {
        float value = background[i];
        boolean restless = onsets[i] > RESTLESS_ONSETS;
        if (restless || !(held[i] || left[i])) {
            background[i] += share(dtS, QUIET_S) * (now[i] - value);
            float target = Math.min(MOST_DEVIATION, Math.abs(difference[i]));
            deviation[i] += share(dtS, restless ? RESTLESS_S : UNREST_S) * (target - deviation[i]);
        } else {
            value += share(dtS, LIGHT_S) * (light.gain * value + light.offset - value);
            background[i] = value + share(dtS, held[i] || stillS[i] < KEPT_S ? HELD_S : LEFT_S) * (now[i] - value);
        }
    }

    /** The share of a change that is taken up in a time; rational, so that it is the same on every machine. */
    private static float share(float dtS, float overS) {
        return dtS / (overS + dtS);
    }
}
