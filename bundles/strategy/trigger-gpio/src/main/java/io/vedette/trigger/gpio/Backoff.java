package io.vedette.trigger.gpio;

import java.time.Duration;

/** Waits between attempts: doubling from 0.5 s to 10 s. Confined to one thread. */
final class Backoff {
    private static final long FIRST_MS = 500;
    private static final long LONGEST_MS = 10_000;

    private long nextMs = FIRST_MS;

    /** The wait after one more failure. */
    Duration failed() {
        Duration wait = Duration.ofMillis(nextMs);
        nextMs = Math.min(LONGEST_MS, nextMs * 2);
        return wait;
    }

    void succeeded() {
        nextMs = FIRST_MS;
    }
}
