package io.vedette.core.spi.worker;

import io.vedette.core.spi.worker.WorkerState.Status;
import java.time.Duration;

/**
 * A room's thread: a daemon that does one work until the work is over or it is stopped. Where the work breaks, be it for want of
 * memory, it rests and begins the same work anew, so what the work keeps in fields is not lost; see {@link Setbacks}. A stray
 * interrupt begins it anew at once. Thread-safe; {@link #start} once.
 */
public final class Worker {
    private static final long SHORTEST_MS = 100;

    private final Work work;
    private final boolean repeats;
    private final Setbacks setbacks;
    private final Signal wish = new Signal();
    private final Thread thread;
    private volatile boolean finishing;
    private volatile boolean stopping;
    private volatile boolean ended;
    private long restMs; // Confined to the thread.

    /** What a worker does. */
    @FunctionalInterface
    public interface Work {
        /** Does all there is to do and returns when it is over; begun anew after whatever it threw. */
        void run() throws InterruptedException;
    }

    /** A worker without which events are lost or nobody watches. */
    public static Worker vital(String name, Work work) {
        return new Worker(name, true, false, work);
    }

    /** A worker that can be done without for a while. */
    public static Worker of(String name, Work work) {
        return new Worker(name, false, false, work);
    }

    /** A vital worker that does the same again and again, with so much time between two rounds, until it is stopped. */
    public static Worker every(Duration period, String name, Runnable round) {
        Signal never = new Signal();
        return new Worker(name, true, true, () -> {
            never.await(0, period.toMillis());
            round.run();
        });
    }

    private Worker(String name, boolean vital, boolean repeats, Work work) {
        this.work = work;
        this.repeats = repeats;
        this.setbacks = new Setbacks(name, vital);
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Begins. */
    public Worker start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (!ended) {
                attempt();
            }
        } finally {
            ended = true;
        }
    }

    private void attempt() {
        // plug-in edge: on — whatever comes out of a room's work ends here
        try {
            rest();
            work.run();
            ended = !repeats || stopping;
        } catch (InterruptedException e) {
            // Where nobody asked it to stop, it is a stray one.
            ended = stopping;
        } catch (RuntimeException | Error e) {
            ended = stopping;
            restMs = setbacks.befell(e);
        }
        // plug-in edge: off
    }

    /** Once it is to end, it rests a tenth of a second at most. */
    private void rest() throws InterruptedException {
        long thisTimeMs = restMs;
        restMs = 0;
        if (thisTimeMs > 0) {
            long seen = wish.seen();
            wish.await(seen, finishing ? SHORTEST_MS : thisTimeMs);
        }
    }

    /**
     * Waits until the work has come to its own end, as its room has asked it to; work that breaks meanwhile is begun anew. What is
     * not over in time is interrupted.
     *
     * @return whether it is over
     */
    public boolean finish(Duration atMost) {
        finishing = true;
        wish.give();
        boolean over = join(atMost);
        if (!over) {
            interrupt();
        }
        return over;
    }

    /**
     * Interrupts the work and waits until it is over.
     *
     * @return whether it is over; if not, it is left to itself
     */
    public boolean stop(Duration atMost) {
        interrupt();
        return join(atMost);
    }

    /** Interrupts the work and waits for nothing; where many are to be stopped, first all are asked. */
    public void interrupt() {
        stopping = true;
        thread.interrupt();
    }

    private boolean join(Duration atMost) {
        try {
            // Zero would be for ever.
            thread.join(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** How it is. */
    public WorkerState state() {
        WorkerState state = setbacks.state();
        return ended
                ? new WorkerState(
                        state.name(), Status.ENDED, state.vital(), state.restarts(), state.lastFailure(), state.since())
                : state;
    }
}
