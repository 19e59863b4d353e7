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
    private final Memory pollfds = new Memory(2L * Syscalls.POLLFD_SIZE);
    private final Memory event = new Memory(Uapi.LineEvent.SIZE);
    private final Memory values = new Memory(Uapi.LineValues.SIZE);

    /**
     * @param handle the line; closed with this
     * @param waker what ends a wait; stays its owner's
     * @param realtime whether its edges carry the time of day
     */
    KernelLine(Syscalls calls, int handle, int waker, boolean realtime) {
        this.calls = calls;
        this.handle = handle;
        this.realtime = realtime;
        pollfds.clear();
        pollfds.setInt(0, handle);
        pollfds.setShort(Syscalls.POLLFD_EVENTS, Syscalls.POLLIN);
        pollfds.setInt(Syscalls.POLLFD_SIZE, waker);
        pollfds.setShort(Syscalls.POLLFD_SIZE + Syscalls.POLLFD_EVENTS, Syscalls.POLLIN);
    }

    @Override
    public boolean await(Duration atMost) throws GpioException {
        // A wait of less than a millisecond is one, so that nobody turns in a circle.
        long ms = (atMost.toNanos() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        if (calls.poll(pollfds, ms) == 0 || pollfds.getShort(Syscalls.POLLFD_SIZE + Syscalls.POLLFD_REVENTS) != 0) {
            return false;
        }
        short said = pollfds.getShort(Syscalls.POLLFD_REVENTS);
        if ((said & Syscalls.POLLIN) == 0) {
            // POLLERR and POLLHUP: the chip was unregistered (since Linux 6.2).
            throw gone();
        }
        return true;
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
