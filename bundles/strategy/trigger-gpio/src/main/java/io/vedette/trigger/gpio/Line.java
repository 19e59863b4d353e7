package io.vedette.trigger.gpio;

import java.time.Duration;
import java.time.Instant;

/** A line that is listened to. Confined to one thread. */
interface Line extends AutoCloseable {

    /**
     * A change of the line's level. Immutable.
     *
     * @param active whether the button is pressed from then on
     * @param at when, UTC
     */
    record Edge(boolean active, Instant at) {}

    /**
     * Waits for an edge.
     *
     * @return whether there is one to {@link #read}; not so when the time is over, when the wait was ended by {@link Gpio#wake}, and
     *     when chips came or went, so that {@link #active} is worth a question
     * @throws GpioException the chip is gone
     */
    boolean await(Duration atMost) throws GpioException;

    /**
     * The oldest edge that was not read yet; blocks where {@link #await} has not told of one.
     *
     * @throws GpioException the chip is gone
     */
    Edge read() throws GpioException;

    /**
     * Whether the button is pressed now.
     *
     * @throws GpioException the chip is gone
     */
    boolean active() throws GpioException;

    @Override
    void close();
}
