package io.vedette.pipeline.schedule;

/**
 * How long a call with a batch of {@code b} looks takes: {@code a + c·b}, learned from the calls themselves by least squares with
 * exponential forgetting. Waiting to fill a batch never pays; whether what already waits is worth a batch depends on how large
 * the fixed part is. Guarded by its owner.
 */
public final class BatchLaw {

    /** About the last fifty calls count. */
    private static final double FORGETTING = 0.98;
    /** With a smaller fixed part a batch only delays its first look. */
    private static final double LEAST_FIXED_SHARE = 0.25;
    /** Variance of the batch sizes under which their effect is not known (any more). */
    private static final double LEAST_VARIANCE = 0.01;

    private double weight;
    private double sumB;
    private double sumBb;
    private double sumNs;
    private double sumBns;

    /** Takes the measure of a call. */
    public void measured(int batch, long tookNs) {
        weight = weight * FORGETTING + 1;
        sumB = sumB * FORGETTING + batch;
        sumBb = sumBb * FORGETTING + (double) batch * batch;
        sumNs = sumNs * FORGETTING + tookNs;
        sumBns = sumBns * FORGETTING + (double) batch * tookNs;
    }

    /** Whether calls of different sizes were seen lately. */
    boolean known() {
        return weight > 0 && variance() > LEAST_VARIANCE;
    }

    private double variance() {
        double mean = sumB / weight;
        return sumBb / weight - mean * mean;
    }

    /** What each look adds to a call; where sizes did not differ, all of it. */
    double perLookNs() {
        if (weight == 0) {
            return 0;
        }
        if (!known()) {
            return sumNs / sumB;
        }
        double slope = (sumBns / weight - sumB / weight * (sumNs / weight)) / variance();
        return Math.min(Math.max(0, slope), sumNs / sumB);
    }

    /** What a call costs before its first look; not negative. */
    double fixedNs() {
        return weight == 0 ? 0 : Math.max(0, sumNs / weight - perLookNs() * sumB / weight);
    }

    /** How long a call with so many looks is expected to take; 0 where none was measured. */
    public long expectedNs(int batch) {
        return Math.round(fixedNs() + perLookNs() * batch);
    }

    /**
     * How many looks the next call should have.
     *
     * @param waiting how many are there, at least 1
     * @param most how many the detector takes at once
     */
    public int batch(int waiting, int most) {
        int possible = Math.min(waiting, most);
        if (possible <= 1) {
            return 1;
        }
        if (!known()) {
            // Two looks tell what one look more costs.
            return 2;
        }
        return fixedNs() < LEAST_FIXED_SHARE * perLookNs() ? 1 : possible;
    }
}
