package io.vedette.trigger.gpio;

/** A GPIO chip that is open. Confined to one thread. */
interface Chip extends AutoCloseable {

    /**
     * What a chip is. Immutable.
     *
     * @param name {@code gpiochip0}
     * @param label what its driver calls it; may be empty
     * @param lines how many lines it has
     */
    record Info(String name, String label, int lines) {}

    /**
     * What is known of a line. Immutable.
     *
     * @param name what the board calls it; may be empty
     * @param used whether somebody has it
     * @param consumer who says to have it; may be empty
     */
    record LineInfo(String name, boolean used, String consumer) {}

    /**
     * How a line is asked for. Immutable.
     *
     * @param line its number
     * @param consumer who asks, at most 31 bytes
     * @param activeLow whether low means active
     * @param bias what keeps it at rest
     * @param debounceUs how long the kernel shall wait until a level counts; 0: not at all
     * @param realtime whether edges are to carry the time of day, not that since the machine's start
     */
    record Request(int line, String consumer, boolean activeLow, Bias bias, int debounceUs, boolean realtime) {}

    /**
     * What it is.
     *
     * @throws GpioException with the kernel's error number
     */
    Info info() throws GpioException;

    /**
     * What is known of a line.
     *
     * @param line 0 to one less than the chip has
     * @throws GpioException with the kernel's error number
     */
    LineInfo line(int line) throws GpioException;

    /**
     * Takes a line as an input that tells both edges; the caller closes it. It outlives the chip's handle.
     *
     * @throws GpioException with the kernel's error number; {@link Errno#BUSY}: somebody has it
     */
    Line request(Request request) throws GpioException;

    @Override
    void close();
}
