package io.vedette.pipeline.gate;

/** A bucket that fills with seconds of decoding, at a steady rate up to its brim. Pure: time is what it is told. Guarded by its owner. */
final class TokenBucket {

    private final double perSecond;
    private final double most;
    private double tokens;
    private long filledNs;
    private boolean begun;

    /**
     * A full bucket.
     *
     * @param perSecond seconds of decoding per second, not negative: 0.1 is a tenth of a core
     * @param most what the bucket holds, in seconds of decoding; not negative
     */
    TokenBucket(double perSecond, double most) {
        this.perSecond = perSecond;
        this.most = most;
        this.tokens = most;
    }

    /** Fills it up to this time; time that goes back counts for nothing. */
    void fill(long nowNs) {
        if (begun && nowNs > filledNs) {
            tokens = Math.min(most, tokens + perSecond * (nowNs - filledNs) / 1e9);
        }
        if (!begun || nowNs > filledNs) {
            filledNs = nowNs;
        }
        begun = true;
    }

    /** Whether so much is in it. */
    boolean has(double cost) {
        return tokens >= cost;
    }

    /** Takes so much, which may be more than is in it. */
    void take(double cost) {
        tokens -= cost;
    }

    /** Takes what was spent without asking: it may come to owe, but not more than it holds. */
    void owe(double cost) {
        tokens = Math.max(-most, tokens - cost);
    }
}
