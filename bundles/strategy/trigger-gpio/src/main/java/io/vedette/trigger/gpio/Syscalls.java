package io.vedette.trigger.gpio;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.time.Instant;

/**
 * The calls to the system that a GPIO line takes, through the C library. None leaves memory or a handle behind that its caller does
 * not know of. Thread-safe.
 */
final class Syscalls {
    static final short POLLIN = 1;
    /** {@code struct pollfd}. */
    static final int POLLFD_SIZE = 8;

    static final int POLLFD_EVENTS = 4;
    static final int POLLFD_REVENTS = 6;

    static final int CREATED = 0x100;
    static final int DELETED = 0x200;
    static final int RIGHTS_CHANGED = 0x4;

    private static final int O_RDWR = 2;
    private static final int CLOEXEC = 0x80000;
    private static final int NONBLOCK = 0x800;
    private static final int CLOCK_REALTIME = 0;
    private static final int CLOCK_MONOTONIC = 1;

    private final Function open;
    private final Function close;
    private final Function ioctl;
    private final Function read;
    private final Function write;
    private final Function poll;
    private final Function eventfd;
    private final Function inotifyInit;
    private final Function inotifyAdd;
    private final Function clockGettime;
    private final Function strerror;

    /**
     * @throws UnsatisfiedLinkError the library lacks one of the calls, as on other systems than Linux
     */
    Syscalls(NativeLibrary library) {
        open = library.getFunction("open");
        close = library.getFunction("close");
        ioctl = library.getFunction("ioctl");
        read = library.getFunction("read");
        write = library.getFunction("write");
        poll = library.getFunction("poll");
        eventfd = library.getFunction("eventfd");
        inotifyInit = library.getFunction("inotify_init1");
        inotifyAdd = library.getFunction("inotify_add_watch");
        clockGettime = library.getFunction("clock_gettime");
        strerror = library.getFunction("strerror");
    }

    /** A handle that no child process inherits. */
    int open(String path) throws GpioException {
        return checked("open", open.invokeInt(new Object[] {path, O_RDWR | CLOEXEC}));
    }

    void close(int handle) {
        if (handle >= 0) {
            close.invokeInt(new Object[] {handle});
        }
    }

    void ioctl(int handle, long request, Memory argument) throws GpioException {
        checked("ioctl", ioctl.invokeInt(new Object[] {handle, new NativeLong(request), argument}));
    }

    /** How many bytes were read; 0 at the end. */
    int read(int handle, Memory into) throws GpioException {
        return checked("read", read.invokeInt(new Object[] {handle, into, new NativeLong(into.size())}));
    }

    /** Waits; how many of the handles have something to say, 0 also where a signal came. */
    int poll(Memory pollfds, long timeoutMs) throws GpioException {
        long handles = pollfds.size() / POLLFD_SIZE;
        int timeout = (int) Math.min(Integer.MAX_VALUE, timeoutMs);
        int said = poll.invokeInt(new Object[] {pollfds, new NativeLong(handles), timeout});
        return said < 0 && Native.getLastError() == Errno.INTR ? 0 : checked("poll", said);
    }

    /** A handle that can be read from once it was {@link #raise raised}. */
    int eventfd() throws GpioException {
        return checked("eventfd", eventfd.invokeInt(new Object[] {0, CLOEXEC | NONBLOCK}));
    }

    void raise(int eventfd) {
        try (Memory one = new Memory(Long.BYTES)) {
            one.setLong(0, 1);
            write.invokeInt(new Object[] {eventfd, one, new NativeLong(Long.BYTES)});
        }
    }

    /** A handle that can be read from once something in the folder came, went or changed its rights; -1 where there are no more. */
    int watch(String folder) {
        int handle = inotifyInit.invokeInt(new Object[] {CLOEXEC | NONBLOCK});
        if (handle >= 0) {
            inotifyAdd.invokeInt(new Object[] {handle, folder, CREATED | DELETED | RIGHTS_CHANGED});
        }
        return handle;
    }

    /** The time of day of a moment on the clock that counts from the machine's start. */
    Instant sinceStart(long ns) {
        long realNs = nowNs(CLOCK_REALTIME);
        return Instant.ofEpochSecond(0, realNs - (nowNs(CLOCK_MONOTONIC) - ns));
    }

    private long nowNs(int clock) {
        try (Memory time = new Memory(2L * NativeLong.SIZE)) {
            clockGettime.invokeInt(new Object[] {clock, time});
            return time.getNativeLong(0).longValue() * 1_000_000_000L
                    + time.getNativeLong(NativeLong.SIZE).longValue();
        }
    }

    private int checked(String call, int result) throws GpioException {
        if (result >= 0) {
            return result;
        }
        int errno = Native.getLastError();
        Pointer said = strerror.invokePointer(new Object[] {errno});
        throw new GpioException(errno, call + ": " + (said == null ? "" : said.getString(0)) + " (" + errno + ")");
    }
}
