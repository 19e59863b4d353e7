package io.vedette.pipeline.lane;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes a serial actor of a task on a shared pool: signals are bits, so that any number of the same kind is one; the task runs on
 * one thread at a time and sees what was written before the signal. Thread-safe; allocates nothing.
 */
final class Mailbox implements Runnable {

    static final int PACKET = 1;
    static final int ANSWER = 2;
    static final int SETTINGS = 4;
    static final int EXPERTS = 8;
    static final int TICK = 16;
    static final int STOP = 32;
    private static final int RUNNING = 1 << 30;

    /** What runs for a set of signals; it returns the signals that are not dealt with yet. */
    @FunctionalInterface
    interface Turn {
        int take(int signals);
    }

    private final Executor pool;
    private final Turn turn;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile long startedNs;

    Mailbox(Executor pool, Turn turn) {
        this.pool = pool;
        this.turn = turn;
    }

    void signal(int signals) {
        int before = pending.getAndAccumulate(signals | RUNNING, (p, more) -> p | more);
        if ((before & RUNNING) == 0) {
            queue();
        }
    }

    /** Where the pool breaks, be it for want of memory, the next signal tries again. */
    private void queue() {
        boolean queued = false;
        try {
            pool.execute(this);
            queued = true;
        } finally {
            if (!queued) {
                pending.getAndAccumulate(~RUNNING, (p, mask) -> p & mask);
            }
        }
    }

    @Override
    public void run() {
        int signals = pending.getAndSet(RUNNING) & ~RUNNING;
        int left = 0;
        startedNs = System.nanoTime() | 1;
        try {
            left = turn.take(signals);
        } finally {
            startedNs = 0;
            // Also after a turn that threw: the actor must not stay asleep for ever.
            next(left);
        }
    }

    /** Whether one of these signals waits for the next turn. */
    boolean waits(int signals) {
        return (pending.get() & signals) != 0;
    }

    /** For how long the present turn has been running, nanoseconds; 0 where none is. */
    long runningNs() {
        long since = startedNs;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    private void next(int left) {
        if (left != 0) {
            pending.getAndAccumulate(left, (p, more) -> p | more);
        }
        if (!pending.compareAndSet(RUNNING, 0)) {
            // Others have their turn in between.
            queue();
        }
    }
}
