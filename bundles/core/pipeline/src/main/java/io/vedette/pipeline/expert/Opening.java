package io.vedette.pipeline.expert;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one place where a detector is opened, by one attempt at a time. Thread-safe. */
final class Opening {
    private final Consumer<Throwable> broke;
    private boolean claimed;

    /** Whoever is told where an attempt broke, or could not begin for want of memory. */
    Opening(Consumer<Throwable> broke) {
        this.broke = broke;
    }

    /** Begins an attempt, which {@link #release} ends; false where another is under way. */
    synchronized boolean claim() {
        boolean free = !claimed;
        claimed = true;
        return free;
    }

    /** The attempt is over. */
    synchronized void release() {
        claimed = false;
        notifyAll();
    }

    /** Does the work on a daemon thread of its own, and whether or not it breaks, or can begin at all, what is to follow. */
    void run(String thread, Runnable work, Runnable after) {
        Thread worker = new Thread(() -> guarded(work, after), thread);
        worker.setDaemon(true);
        // plug-in edge: on — a detector that could not be opened is tried again
        try {
            worker.start();
        } catch (OutOfMemoryError e) {
            guarded(() -> broke.accept(e), after);
        }
        // plug-in edge: off
    }

    private void guarded(Runnable work, Runnable after) {
        // plug-in edge: on — a detector that could not be opened is tried again
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            broke.accept(e);
        } finally {
            after.run();
        }
        // plug-in edge: off
    }

    /** Waits until no attempt is under way, milliseconds at most; returns how many are left, or 0 where one still is. */
    synchronized long await(long limitMs) throws InterruptedException {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
        long leftMs = limitMs;
        while (claimed && leftMs > 0) {
            wait(leftMs);
            leftMs = TimeUnit.NANOSECONDS.toMillis(untilNs - System.nanoTime());
        }
        return Math.max(0, leftMs);
    }

    synchronized boolean underWay() {
        return claimed;
    }
}
