package io.vedette.pipeline.gate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the cameras of a machine may spend on probes together: a token bucket whose tokens are seconds of decoding, given out by
 * start-time fair queueing (Goyal, Vin and Cheng, 1996). A camera that does not get what it asks for asks again; meanwhile nobody
 * who had more takes it away. Wakes are never refused, but what they cost is lacking for probes. Thread-safe.
 */
public final class ProbeBudget {

    /** Who has not asked for so long wants nothing any more. */
    private static final long PATIENCE_NS = 1_000_000_000L;

    private final TokenBucket bucket;
    private final double most;
    private final Map<String, Wish> waiting = new LinkedHashMap<>();
    private final Map<String, Double> had = new HashMap<>();
    private double round;

    private record Wish(double start, double cost, long askedNs) {}

    /**
     * A full bucket.
     *
     * @param perSecond seconds of decoding per second, above 0: 0.1 is a tenth of a core
     * @param most what the bucket holds, in seconds of decoding; above 0
     */
    public ProbeBudget(double perSecond, double most) {
        if (!(perSecond > 0 && most > 0)) {
            throw new IllegalArgumentException("a budget is above 0, but is " + perSecond + " and " + most);
        }
        this.bucket = new TokenBucket(perSecond, most);
        this.most = most;
    }

    /**
     * Whether a camera may probe now; then it is paid for.
     *
     * @param cost seconds of decoding, not negative
     * @param nowNs the time, on one clock for all cameras
     */
    public synchronized boolean ask(String camera, double cost, long nowNs) {
        bucket.fill(nowNs);
        waiting.values().removeIf(wish -> nowNs - wish.askedNs() > PATIENCE_NS);
        double start = Math.max(round, had.getOrDefault(camera, round));
        double need = Math.min(cost, most);
        double before = 0;
        double earliest = start;
        for (Map.Entry<String, Wish> other : waiting.entrySet()) {
            Wish wish = other.getValue();
            if (!other.getKey().equals(camera)) {
                earliest = Math.min(earliest, wish.start());
                before += wish.start() < start ? wish.cost() : 0;
            }
        }
        if (!bucket.has(before + need)) {
            waiting.putIfAbsent(camera, new Wish(start, need, nowNs));
            waiting.computeIfPresent(camera, (name, wish) -> new Wish(wish.start(), need, nowNs));
            return false;
        }
        waiting.remove(camera);
        bucket.take(cost);
        round = Math.max(round, earliest);
        had.put(camera, start + cost);
        return true;
    }

    /** A camera woke, which is never refused: the bucket may come to owe. */
    public synchronized void spend(double cost, long nowNs) {
        bucket.fill(nowNs);
        // More debt than a bucket would only punish those who come later.
        bucket.owe(cost);
    }

    /** Forgets a camera. */
    public synchronized void forget(String camera) {
        waiting.remove(camera);
        had.remove(camera);
    }
}
