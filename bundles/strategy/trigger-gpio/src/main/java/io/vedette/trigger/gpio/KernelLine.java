package io.vedette.trigger.gpio;

import com.sun.jna.Memory;
import java.time.Duration;
import java.time.Instant;

/** A line of the kernel's that was taken. Confined to one thread. */
final class KernelLine implements Line {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Syscalls calls;
    private final int handle;
    private final boolean realtime;
    private final KernelGpio gpio;
    private final Memory pollfds = new Memory(3L * Syscalls.POLLFD_SIZE);
    private final Memory event = new Memory(Uapi.LineEvent.SIZE);
    private final Memory values = new Memory(Uapi.LineValues.SIZE);

    /**
     * @param handle the line; closed with this
     * @param gpio what ends a wait; outlives this
     * @param realtime whether its edges carry the time of day
     */
    KernelLine(Syscalls calls, int handle, KernelGpio gpio, boolean realtime) {
        this.calls = calls;
        this.handle = handle;
        this.gpio = gpio;
        this.realtime = realtime;
        KernelGpio.listenTo(pollfds, 0, handle);
        KernelGpio.listenTo(pollfds, 1, gpio.waker());
        KernelGpio.listenTo(pollfds, 2, gpio.changes());
    }

    @Override
    public boolean await(Duration atMost) throws GpioException {
        // A wait of less than a millisecond is one, so that nobody turns in a circle.
        long ms = (atMost.toNanos() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        if (calls.poll(pollfds, ms) == 0 || KernelGpio.said(pollfds, 1) != 0) {
            return false;
        }
        // Some chip came or went: perhaps this one, which the kernel need not say here.
        gpio.drain(pollfds, 2);
        short said = KernelGpio.said(pollfds, 0);
        if (said != 0 && (said & Syscalls.POLLIN) == 0) {
            // POLLERR and POLLHUP: newer kernels do say it.
            throw gone();
        }
        return said != 0;
    }

    @Override
    public Edge read() throws GpioException {
        if (calls.read(handle, event) < Uapi.LineEvent.SIZE) {
            throw gone();
        }
        long ns = event.getLong(Uapi.LineEvent.TIMESTAMP_NS);
        Instant at = realtime ? Instant.ofEpochSecond(0, ns) : calls.sinceStart(ns);
        return new Edge(event.getInt(Uapi.LineEvent.ID) == Uapi.EVENT_RISING_EDGE, at);
    }

    @Override
    public boolean active() throws GpioException {
        values.setLong(Uapi.LineValues.BITS, 0);
        values.setLong(Uapi.LineValues.MASK, 1);
        calls.ioctl(handle, Uapi.V2_LINE_GET_VALUES, values);
        return (values.getLong(Uapi.LineValues.BITS) & 1) != 0;
    }

    private static GpioException gone() {
        return new GpioException(Errno.NODEV, "the chip has gone");
    }

    @Override
    public void close() {
        calls.close(handle);
        pollfds.close();
        event.close();
        values.close();
    }
}
