package io.vedette.mqtt;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waits between attempts: doubling from 0.5 s to 10 s, each drawn between half of it and all of it so that many homes do not
 * come back to a broker in step. Confined to one thread.
 */
final class Backoff {

    private static final long FIRST_MS = 500;
    private static final long LONGEST_MS = 10_000;

    private final DoubleSupplier dice;
    private long nextMs = FIRST_MS;

    /**
     * @param dice 0 to 1
     */
    Backoff(DoubleSupplier dice) {
        this.dice = dice;
    }

    /** The wait after one more failure. */
    Duration failed() {
        long wholeMs = nextMs;
        nextMs = Math.min(LONGEST_MS, nextMs * 2);
        return Duration.ofMillis((long) (wholeMs * (0.5 + dice.getAsDouble() / 2)));
    }

    void succeeded() {
        nextMs = FIRST_MS;
    }
}
