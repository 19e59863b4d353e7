package io.vedette.pipeline.expert;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one place where a detector is opened: by one attempt at a time, each on a thread of its own. Thread-safe. */
final class Opening {
    private final Consumer<Throwable> broke;
    private boolean claimed;

    /** Whoever is told on the thread where an attempt broke, or could not begin for want of memory; its claim is given up. */
    Opening(Consumer<Throwable> broke) {
        this.broke = broke;
    }

    /** Begins an attempt; false where another is under way. */
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

    /** Does the work on a daemon thread of its own, which releases the claim where it breaks. */
    void run(String thread, Runnable work) {
        Thread worker = new Thread(() -> guarded(work), thread);
        worker.setDaemon(true);
        // plug-in edge: on — a detector that could not be opened is tried again
        try {
            worker.start();
        } catch (OutOfMemoryError e) {
            broken(e);
        }
        // plug-in edge: off
    }

    private void guarded(Runnable work) {
        // plug-in edge: on — a detector that could not be opened is tried again
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            broken(e);
        }
        // plug-in edge: off
    }

    private void broken(Throwable e) {
        release();
        broke.accept(e);
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
