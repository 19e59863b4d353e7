package io.vedette.pipeline.expert;

import java.util.Arrays;
import java.util.Locale;

/** The latest latencies of a detector, for its median and its tail. Thread-safe. */
final class Latencies {

    private static final int KEPT = 512;

    private final long[] latestNs = new long[KEPT];
    private long count;

    synchronized void add(long ns) {
        latestNs[(int) (count % KEPT)] = ns;
        count++;
    }

    synchronized long count() {
        return count;
    }

    /**
     * A percentile (the nearest rank) in milliseconds with one decimal; empty where nothing was measured.
     *
     * @param p above 0, up to 1
     */
    synchronized String percentileMs(double p) {
        int n = (int) Math.min(count, KEPT);
        if (n == 0) {
            return "";
        }
        long[] sorted = Arrays.copyOf(latestNs, n);
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%.1f", sorted[(int) Math.ceil(p * n) - 1] / 1e6);
    }
}
