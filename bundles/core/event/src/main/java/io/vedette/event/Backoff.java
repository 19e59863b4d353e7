package io.vedette.event;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after failures in a row: doubled each time, up to a longest, less a random part. Confined to one thread. */
final class Backoff {
    private final long firstMs;
    private final long longestMs;
    private int failures;

    Backoff(long firstMs, long longestMs) {
        this.firstMs = firstMs;
        this.longestMs = longestMs;
    }

    /** It failed: the wait before the next attempt, half to the whole of its step, milliseconds. */
    long failed() {
        long step = Math.min(longestMs, firstMs << Math.min(failures, 20));
        failures++;
        return step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
    }

    void wentWell() {
        failures = 0;
    }
}
