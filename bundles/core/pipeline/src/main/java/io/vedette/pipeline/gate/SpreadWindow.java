package io.vedette.pipeline.gate;

import java.util.Arrays;

/**
 * The median of the latest values and their median absolute deviation, by a sorted copy of the window. Makes no garbage. Confined
 * to one lane.
 */
final class SpreadWindow {

    private static final int MOST = 512;

    private final long lengthNs;
    private final float[] values = new float[MOST];
    private final long[] timesNs = new long[MOST];
    private final float[] sorted = new float[MOST];
    private int first;
    private int count;

    SpreadWindow(long lengthNs) {
        this.lengthNs = lengthNs;
    }

    void clear() {
        first = 0;
        count = 0;
    }

    /** Takes a value in, at a time not before the former one; what is too old, or too many, goes. */
    void add(float value, long timeNs) {
        while (count > 0 && (count == MOST || timeNs - timesNs[first] > lengthNs)) {
            remove(values[first]);
            first = (first + 1) % MOST;
        }
        int last = (first + count) % MOST;
        values[last] = value;
        timesNs[last] = timeNs;
        int at = Arrays.binarySearch(sorted, 0, count, value);
        at = at < 0 ? -at - 1 : at;
        System.arraycopy(sorted, at, sorted, at + 1, count - at);
        sorted[at] = value;
        count++;
    }

    private void remove(float value) {
        int at = Arrays.binarySearch(sorted, 0, count, value);
        System.arraycopy(sorted, at + 1, sorted, at, count - at - 1);
        count--;
    }

    /** The (lower) median; 0 of nothing. */
    double median() {
        return count == 0 ? 0 : sorted[(count - 1) / 2];
    }

    /** The median of the distances to the median; 0 of nothing. */
    double deviation() {
        if (count == 0) {
            return 0;
        }
        int below = (count - 1) / 2;
        float median = sorted[below];
        int above = below + 1;
        float distance = 0;
        // From the median outwards, the nearer one first.
        for (int taken = 0; taken <= (count - 1) / 2; taken++) {
            float down = below >= 0 ? median - sorted[below] : Float.MAX_VALUE;
            float up = above < count ? sorted[above] - median : Float.MAX_VALUE;
            if (down <= up) {
                distance = down;
                below--;
            } else {
                distance = up;
                above++;
            }
        }
        return distance;
    }
}
