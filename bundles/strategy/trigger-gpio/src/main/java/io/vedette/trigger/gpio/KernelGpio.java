package io.vedette.trigger.gpio;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's GPIO character devices. All waits are {@code poll(2)}, with an {@code eventfd(2)} by which another thread ends them;
 * {@code inotify(7)} tells of chips that come. Confined to one thread, but for {@link #wake}.
 */
final class KernelGpio implements Gpio {
    private static final Logger LOG = LoggerFactory.getLogger(KernelGpio.class);

    /** So that several changes at once are one, and a restless folder keeps nobody busy. */
    private static final int LEAST_PAUSE_MS = 100;

    private final Syscalls calls;
    private final Path dev;
    private final Object lock = new Object();
    private final int waker;
    private final int changes;
    private final Memory alone = new Memory(Syscalls.POLLFD_SIZE);
    private final Memory both = new Memory(2L * Syscalls.POLLFD_SIZE);
    private final Memory news = new Memory(4096);
    private boolean closed;

    KernelGpio(Syscalls calls, Path dev) throws GpioException {
        this.calls = calls;
        this.dev = dev;
        waker = calls.eventfd();
        changes = calls.watch(dev.toString());
        listenTo(alone, 0, waker);
        listenTo(both, 0, waker);
        listenTo(both, 1, changes);
    }

    /** The chips of this machine. */
    static Gpio open() throws GpioException {
        try {
            return new KernelGpio(new Syscalls(NativeLibrary.getProcess()), Path.of("/dev"));
        } catch (LinkageError e) {
            throw new GpioException(0, "GPIO lines need Linux and the JNA library on this machine (" + e + ")", e);
        }
    }

    /** Has a poll wait for that handle, too. */
    static void listenTo(Memory pollfds, int index, int handle) {
        long at = (long) index * Syscalls.POLLFD_SIZE;
        pollfds.setInt(at, handle);
        pollfds.setShort(at + Syscalls.POLLFD_EVENTS, Syscalls.POLLIN);
        pollfds.setShort(at + Syscalls.POLLFD_REVENTS, (short) 0);
    }

    @Override
    public List<String> chips() {
        List<Path> chips = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(dev, "gpiochip[0-9]*")) {
            found.forEach(chips::add);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} cannot be listed", dev, e);
        }
        return chips.stream()
                .map(Path::toString)
                // Of the same beginning, so the longer one has the higher number.
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    @Override
    public Chip open(String path) throws GpioException {
        int handle = calls.open(path);
        KernelChip chip = new KernelChip(calls, handle, this);
        try {
            chip.info();
            return chip;
        } catch (GpioException e) {
            chip.close();
            throw e;
        }
    }

    @Override
    public String group(String path) {
        try {
            return Files.readAttributes(Path.of(path), PosixFileAttributes.class)
                    .group()
                    .getName();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("The group of {} cannot be told", path, e);
            return "";
        }
    }

    @Override
    public void pause(Duration atMost) {
        long endNs = System.nanoTime() + atMost.toNanos();
        try {
            if (calls.poll(alone, Math.min(LEAST_PAUSE_MS, atMost.toMillis())) == 0) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
                calls.poll(both, Math.max(0, leftMs));
                drain(both, 1);
            }
        } catch (GpioException e) {
            // Only for want of memory; the next attempt is simply early.
            LOG.debug("A pause was cut short", e);
        }
    }

    /** What ends all waits. */
    int waker() {
        return waker;
    }

    /** What tells of chips that come and go. */
    int changes() {
        return changes;
    }

    /** Forgets what {@link #changes} told, so that it ends no further wait. */
    void drain(Memory pollfds, int index) throws GpioException {
        if ((said(pollfds, index) & Syscalls.POLLIN) != 0) {
            calls.read(changes, news);
        }
    }

    /** What a poll found out of its so manieth handle. */
    static short said(Memory pollfds, int index) {
        return pollfds.getShort((long) index * Syscalls.POLLFD_SIZE + Syscalls.POLLFD_REVENTS);
    }

    @Override
    public void wake() {
        synchronized (lock) {
            if (!closed) {
                calls.raise(waker);
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                calls.close(waker);
                calls.close(changes);
                alone.close();
                both.close();
                news.close();
            }
        }
    }
}
