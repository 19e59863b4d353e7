package io.vedette.trigger.gpio;

import java.time.Duration;
import java.util.List;

/**
 * The machine's GPIO chips, as one button sees them, and the one place where its thread waits. Confined to that thread, but for
 * {@link #wake}.
 */
interface Gpio extends AutoCloseable {

    /** Opens the door to the chips; each button has its own. */
    @FunctionalInterface
    interface Door {
        /**
         * A door of one's own, which the caller closes.
         *
         * @throws GpioException this machine has no such thing
         */
        Gpio open() throws GpioException;
    }

    /** Paths of the chips that are there, in the order of their numbers. */
    List<String> chips();

    /**
     * Opens a chip; the caller closes it.
     *
     * @throws GpioException with the kernel's error number
     */
    Chip open(String path) throws GpioException;

    /** The group that may open a chip; empty where that cannot be told. */
    String group(String path);

    /** Returns after that time, or when something came, went or changed its rights in {@code /dev}, or when woken. */
    void pause(Duration atMost);

    /** Ends the wait that is running, and all that follow, at once. By any thread; after {@link #close} it does nothing. */
    void wake();

    @Override
    void close();
}
