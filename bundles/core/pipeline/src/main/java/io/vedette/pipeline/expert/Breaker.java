package io.vedette.pipeline.expert;

/**
 * The circuit breaker of a detector (Nygard, Release It!, 2007): closed while it answers; open, so that it rests and the next
 * candidate serves, after a call that hung or three that failed in a row; half-open afterwards, when it has to answer single
 * looks before it gets all of them again. Each rest is twice as long as the one before, until it has proved itself. Pure: time
 * is what the caller says. Guarded by its owner.
 */
final class Breaker {

    static final int FAILURES_IN_A_ROW = 3;
    static final int PROBES = 3;
    private static final long FIRST_REST_NS = 10_000_000_000L;
    private static final long LONGEST_REST_NS = 300_000_000_000L;

    private long restNs = FIRST_REST_NS;
    private long restUntilNs;
    private int failures;
    private int probesLeft;
    private boolean open;

    /** A look was answered; true where that closes a half-open breaker. */
    boolean answered() {
        failures = 0;
        if (probesLeft > 0 && --probesLeft == 0) {
            restNs = FIRST_REST_NS;
            return true;
        }
        return false;
    }

    /** A call failed; true where the breaker is to be opened. */
    boolean failed() {
        failures++;
        return probesLeft > 0 || failures >= FAILURES_IN_A_ROW;
    }

    /** Rests from now on. */
    void open(long nowNs) {
        open = true;
        failures = 0;
        probesLeft = 0;
        restUntilNs = nowNs + restNs;
        restNs = Math.min(LONGEST_REST_NS, 2 * restNs);
    }

    /** Whether it has rested long enough for another try. */
    boolean rested(long nowNs) {
        return open && nowNs - restUntilNs >= 0;
    }

    /** Something changed that may have been the cause: the rest is over, and the next one is a short one. */
    void wake(long nowNs) {
        restNs = FIRST_REST_NS;
        restUntilNs = nowNs;
    }

    /** It could be opened again: half-open after a rest, closed otherwise. */
    void ready() {
        probesLeft = open ? PROBES : 0;
        open = false;
        failures = 0;
    }

    /** Whether it is to be asked single looks only. */
    boolean halfOpen() {
        return probesLeft > 0;
    }

    /** {@code closed open half-open}. */
    String word() {
        if (open) {
            return "open";
        }
        return halfOpen() ? "half-open" : "closed";
    }
}
