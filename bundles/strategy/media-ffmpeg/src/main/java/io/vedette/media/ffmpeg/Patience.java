package io.vedette.media.ffmpeg;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long a blocking call may take, and whether somebody wants it to end. Thread-safe. */
final class Patience implements BooleanSupplier {
    private final BooleanSupplier cancelled;
    private volatile long limitNs;
    private volatile long beginNs;

    Patience(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    /** Begins to wait anew; a limit of zero waits for ever. */
    void begin(long limitNs) {
        this.limitNs = limitNs;
        beginNs = limitNs == 0 ? 0 : System.nanoTime();
    }

    boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    boolean expired() {
        return limitNs != 0 && System.nanoTime() - beginNs > limitNs;
    }

    Duration limit() {
        return Duration.ofNanos(limitNs);
    }

    /** Whether to give up. */
    @Override
    public boolean getAsBoolean() {
        return expired() || cancelled();
    }
}
