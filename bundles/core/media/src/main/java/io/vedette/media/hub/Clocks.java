package io.vedette.media.hub;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What a hub tells time by. Thread-safe.
 *
 * @param wall stamps arrivals and changes of state, UTC; may be set by hand or by the network
 * @param steady nanoseconds from anywhere, never set: measures silence, pauses and pace
 */
record Clocks(InstantSource wall, LongSupplier steady) {

    static Clocks of(InstantSource wall) {
        return new Clocks(wall, System::nanoTime);
    }

    long ns() {
        return steady.getAsLong();
    }
}
