package io.vedette.media.hub;

import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling from half a second to ten, less up to a fifth. Confined to one thread. */
final class Backoff {

    private static final long FIRST_MS = 500;
    private static final long LONGEST_MS = 10_000;

    private final RandomGenerator random;
    private long nextMs = FIRST_MS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    long failedMs() {
        long wait = (long) (nextMs * (1 - 0.2 * random.nextDouble()));
        nextMs = Math.min(LONGEST_MS, 2 * nextMs);
        return wait;
    }

    void succeeded() {
        nextMs = FIRST_MS;
    }
}
