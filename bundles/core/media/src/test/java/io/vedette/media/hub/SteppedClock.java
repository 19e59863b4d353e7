package io.vedette.media.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is stepped. Thread-safe. */
final class SteppedClock implements InstantSource {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private volatile long ns;

    Clocks clocks() {
        return new Clocks(this, () -> ns);
    }

    long ns() {
        return ns;
    }

    @Override
    public Instant instant() {
        return NOON.plusNanos(ns);
    }

    synchronized void step(Duration by) {
        ns += by.toNanos();
    }

    /** Steps, and lets the hub see whether what it waits for is due. */
    void step(Duration by, CaptureHub hub) {
        step(by);
        synchronized (hub) {
            hub.notifyAll();
        }
    }
}
