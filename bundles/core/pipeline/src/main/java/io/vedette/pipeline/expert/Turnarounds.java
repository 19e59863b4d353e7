package io.vedette.pipeline.expert;

import io.vedette.core.spi.expert.LookTimes;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** How long the latest looks took from being offered to being answered, and how many found nobody. Thread-safe. */
public final class Turnarounds {

    private static final int KEPT = 4096;
    /** Milliseconds; wide enough apart for a hundred cameras' sake, narrow enough for a percentile. */
    private static final List<Double> BOUNDS = List.of(
            2.0,
            5.0,
            10.0,
            15.0,
            20.0,
            30.0,
            40.0,
            50.0,
            60.0,
            75.0,
            100.0,
            125.0,
            150.0,
            200.0,
            300.0,
            500.0,
            1000.0,
            2000.0,
            5000.0,
            Double.POSITIVE_INFINITY);

    private final long[] atNs = new long[KEPT];
    private final long[] tookNs = new long[KEPT];
    private final String[] by = new String[KEPT];
    private static final long[] BOUNDS_NS =
            BOUNDS.stream().mapToLong(ms -> (long) (ms * 1e6)).toArray();
    private final long[] buckets = new long[BOUNDS.size()];
    private long sumNs;
    private long count;
    private long unserved;

    synchronized void add(String bundle, long ageNs) {
        int place = (int) (count++ % KEPT);
        atNs[place] = System.nanoTime();
        tookNs[place] = ageNs;
        by[place] = bundle;
        sumNs += ageNs;
        int bucket = 0;
        while (ageNs > BOUNDS_NS[bucket]) {
            bucket++;
        }
        buckets[bucket]++;
    }

    /** All looks since the start. */
    synchronized LookTimes all() {
        return new LookTimes(BOUNDS, Arrays.stream(buckets).boxed().toList(), sumNs / 1e6);
    }

    synchronized void unserved() {
        unserved++;
    }

    /** Looks that were offered to nobody's taking, since the start; one that is offered again counts again. */
    public synchronized long unservedSoFar() {
        return unserved;
    }

    /** How many looks a bundle answered since a time of {@link System#nanoTime}, of the latest 4096. */
    public synchronized long answered(String bundle, long sinceNs) {
        long answered = 0;
        for (int i = 0; i < Math.min(count, KEPT); i++) {
            answered += by[i].equals(bundle) && atNs[i] - sinceNs >= 0 ? 1 : 0;
        }
        return answered;
    }

    /** The 95th percentile in milliseconds of the looks answered within a time; empty where there were none. */
    public synchronized OptionalDouble p95Ms(long fromNs, long untilNs) {
        long[] within = new long[(int) Math.min(count, KEPT)];
        int n = 0;
        for (int i = 0; i < within.length; i++) {
            if (atNs[i] - fromNs >= 0 && untilNs - atNs[i] > 0) {
                within[n++] = tookNs[i];
            }
        }
        if (n == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(within, 0, n);
        return OptionalDouble.of(within[(int) Math.ceil(0.95 * n) - 1] / 1e6);
    }
}
