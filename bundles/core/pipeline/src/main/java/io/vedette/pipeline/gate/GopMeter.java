package io.vedette.pipeline.gate;

import java.util.Arrays;

/**
 * How far apart a camera's key frames are, and whether it sends any. Pure: time is what the packets say. Confined to one lane.
 */
final class GopMeter {

    /** Without a key frame for so long, a camera is not to be followed by its key frames. */
    static final long MISSING_NS = 5_000_000_000L;

    private static final int LATEST = 32;
    private static final int ENOUGH = 3;
    private static final double SHARE = 0.95;
    private static final long NONE = Long.MIN_VALUE;

    private final long[] gopsNs = new long[LATEST];
    private final long[] sorted = new long[LATEST];
    private int count;
    private long lastKeyNs = NONE;
    private long sinceKeyNs;
    private boolean refreshed;
    private int keysSinceRefresh;
    private long highNs;
    private long middleNs;

    /**
     * The next packet, in decoding order; none twice.
     *
     * @param dtsNs its decoding time
     * @param key whether it is said that decoding can begin here
     * @param gradual whether it refers to other pictures all the same
     */
    void packet(long dtsNs, boolean key, boolean gradual) {
        if (lastKeyNs == NONE) {
            // Before the first key frame time runs too.
            lastKeyNs = dtsNs;
            keysSinceRefresh = key ? 0 : -1;
        }
        sinceKeyNs = dtsNs - lastKeyNs;
        if (gradual) {
            refreshed = true;
            keysSinceRefresh = 0;
        } else if (key) {
            keyFrame(dtsNs);
        }
    }

    private void keyFrame(long dtsNs) {
        if (keysSinceRefresh >= 0 && sinceKeyNs > 0) {
            gopsNs[count++ % LATEST] = sinceKeyNs;
            measure();
        }
        lastKeyNs = dtsNs;
        sinceKeyNs = 0;
        if (++keysSinceRefresh > ENOUGH) {
            refreshed = false;
        }
    }

    private void measure() {
        int filled = Math.min(count, LATEST);
        System.arraycopy(gopsNs, 0, sorted, 0, filled);
        Arrays.sort(sorted, 0, filled);
        highNs = sorted[(int) Math.ceil(SHARE * filled) - 1];
        middleNs = sorted[(filled - 1) / 2];
    }

    /** Another time line begins; nothing is known of it. */
    void clear() {
        count = 0;
        lastKeyNs = NONE;
        sinceKeyNs = 0;
        refreshed = false;
        highNs = 0;
        middleNs = 0;
    }

    /** Whether enough was seen to go by: three whole groups, or that there are none. */
    boolean known() {
        return count >= ENOUGH || missing() || refreshed;
    }

    /** The distance that 95 % of the latest 32 do not exceed; 0 while there was none. */
    long highNs() {
        return highNs;
    }

    /** The usual distance, or the time since the last key frame where it is overdue; not a number while nothing is known. */
    double usualSeconds() {
        if (missing()) {
            return sinceKeyNs / 1e9;
        }
        return count == 0 ? Double.NaN : middleNs / 1e9;
    }

    /** Whether the next key frame is overdue. */
    boolean missing() {
        return sinceKeyNs > MISSING_NS;
    }

    /** Whether pictures are refreshed bit by bit instead of by key frames. */
    boolean refreshed() {
        return refreshed;
    }
}
