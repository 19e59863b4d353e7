package io.vedette.pipeline.gate;

import io.vedette.pipeline.gate.CodedPicture.Kind;
import java.util.Arrays;

/**
 * Tells from sizes and quantisers of the pictures between key frames that something began to move. What a picture costs,
 * {@code log2(bytes + 300) + slope * QP}, is compared with what pictures at its place in the group cost before, scaled by the
 * spread of the last 12 s (median and median absolute deviation), and summed up (CUSUM, Page 1954). A single large picture cannot
 * trigger. The slope is learnt: an octave in 6 steps where pictures are rich, as the standard has it; far more where a rate control
 * holds noise at the edge of being coded, and hides whatever moves in the noise unless it is known. The threshold grows by a
 * quarter with each trigger that was in vain and decays, so that in the long run there is at most one in vain for each
 * {@link #RELIEF_S} seconds, whatever the noise. Pure; makes no garbage. Confined to one lane.
 */
final class PacketProbe {

    private static final double LN_2 = Math.log(2);
    private static final int SMALL_BYTES = 300;
    private static final double LEAST_SLOPE = 1.0 / 6;
    private static final double MOST_SLOPE = 1;
    /** How much variation of the quantiser counts as much as knowing nothing. */
    private static final double SLOPE_PRIOR = 2;
    /** About half a minute counts. */
    private static final double SLOPE_FORGETTING = 0.9985;

    private static final double CAP = 3;
    private static final double SLACK = 0.35;
    private static final double HEIGHT = 12;
    private static final double LEAST_CAUTION = 0.35;
    private static final double MOST_CAUTION = 20;
    private static final double MORE_CAUTION = 1.25;
    private static final double RELIEF_S = 30;
    private static final double CAUTION_DECAY_PER_S = Math.log(MORE_CAUTION) / RELIEF_S;
    private static final long WINDOW_NS = 12_000_000_000L;
    private static final long WARM_UP_NS = 6_000_000_000L;
    /** A picture's cost is not known better than this, in octaves. */
    private static final double LEAST_SPREAD = 0.02;

    private static final double SIGMA_PER_MAD = 1.4826;
    private static final int PLACES = 512;
    private static final int KINDS = 2;
    private static final int LATEST_GROUPS = 8;

    private final float[] usualSize = new float[PLACES * KINDS];
    private final float[] usualQp = new float[PLACES * KINDS];
    private final short[] seen = new short[PLACES * KINDS];
    private final SpreadWindow window = new SpreadWindow(WINDOW_NS);
    private int place;
    private int groups;
    private double sum;
    private double sizeByQp;
    private double qpByQp;
    private double caution = 1;
    private long firstNs;
    private long lastNs;
    private boolean begun;

    /** Another stream begins. */
    void clear() {
        Arrays.fill(seen, (short) 0);
        window.clear();
        place = 0;
        groups = 0;
        sum = 0;
        sizeByQp = 0;
        qpByQp = 0;
        caution = 1;
        begun = false;
    }

    /**
     * The next picture.
     *
     * @param picture of its packet
     * @param dtsNs the packet's decoding time, rising
     * @param key whether its packet is a key frame
     * @param quiet whether nothing is known to move: only then it counts for what is usual, and may trigger
     * @return whether it is time to look
     */
    boolean packet(CodedPicture picture, long dtsNs, boolean key, boolean quiet) {
        pass(dtsNs);
        if (key) {
            place = 0;
            groups++;
            return false;
        }
        place = Math.min(place + 1, PLACES - 1);
        if (picture.kind() == Kind.UNKNOWN || !quiet) {
            sum = 0;
            return false;
        }
        double qp = picture.meanQp();
        double size = Math.log(picture.bytes() + SMALL_BYTES) / LN_2;
        int cell = picture.kind() == Kind.BETWEEN ? PLACES + place : place;
        return add(size, Double.isNaN(qp) ? 0 : qp, cell, dtsNs);
    }

    private void pass(long dtsNs) {
        if (!begun) {
            begun = true;
            firstNs = dtsNs;
        } else {
            double seconds = Math.max(0, dtsNs - lastNs) / 1e9;
            caution = Math.max(LEAST_CAUTION, caution * Math.exp(-CAUTION_DECAY_PER_S * seconds));
        }
        lastNs = dtsNs;
    }

    private boolean add(double size, double qp, int cell, long dtsNs) {
        if (seen[cell] == 0) {
            seen[cell] = 1;
            usualSize[cell] = (float) size;
            usualQp[cell] = (float) qp;
            return false;
        }
        double moreSize = size - usualSize[cell];
        double moreQp = qp - usualQp[cell];
        double residual = moreSize + slope() * moreQp;
        double spread = Math.max(LEAST_SPREAD, SIGMA_PER_MAD * window.deviation());
        double z = clip((residual - window.median()) / spread, CAP);
        learnSlope(clip(moreSize, 1), clip(moreQp, CAP));
        seen[cell] = (short) Math.min(LATEST_GROUPS, seen[cell] + 1);
        usualSize[cell] += (float) (clip(moreSize, 1) / seen[cell]);
        usualQp[cell] += (float) (clip(moreQp, CAP) / seen[cell]);
        window.add((float) residual, dtsNs);
        return groups >= 3 && dtsNs - firstNs >= WARM_UP_NS && sumUp(z);
    }

    private boolean sumUp(double z) {
        sum = Math.max(0, sum + z - SLACK);
        if (sum <= HEIGHT * caution) {
            return false;
        }
        sum = 0;
        return true;
    }

    /** Octaves that a step of the quantiser takes from the size. */
    private double slope() {
        double slope = (LEAST_SLOPE * SLOPE_PRIOR - sizeByQp) / (SLOPE_PRIOR + qpByQp);
        return Math.max(LEAST_SLOPE, Math.min(MOST_SLOPE, slope));
    }

    private void learnSlope(double moreSize, double moreQp) {
        sizeByQp = sizeByQp * SLOPE_FORGETTING + moreSize * moreQp;
        qpByQp = qpByQp * SLOPE_FORGETTING + moreQp * moreQp;
    }

    private static double clip(double value, double most) {
        return Math.max(-most, Math.min(most, value));
    }

    /** A look found nothing. */
    void inVain() {
        caution = Math.min(MOST_CAUTION, caution * MORE_CAUTION);
    }
}
