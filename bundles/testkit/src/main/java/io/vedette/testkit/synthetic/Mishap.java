package io.vedette.testkit.synthetic;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What befalls the next calls of a synthetic expert, whichever camera they are for. Thread-safe. */
public final class Mishap {

    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger happening = new AtomicInteger();
    private volatile long hangNs;
    private volatile String broken = "";

    /** The next calls hang so long, as native code does: deaf to interrupts. */
    public void hang(int calls, long ms) {
        hangNs = ms * 1_000_000;
        left.set(calls);
    }

    /** The next calls throw. */
    public void failing(int calls) {
        hang(calls, 0);
    }

    /** From now on {@code open} or {@code import} throws. */
    public void breaking(String call) {
        broken = call;
    }

    void strike(String call) {
        if (broken.equals(call)) {
            throw new IllegalStateException("it is broken");
        }
    }

    /** Calls that hang now. */
    public int happening() {
        return happening.get();
    }

    void strike() {
        if (left.get() <= 0 || left.getAndDecrement() <= 0) {
            return;
        }
        if (hangNs == 0) {
            throw new IllegalStateException("it was told to fail");
        }
        happening.incrementAndGet();
        hang();
        happening.decrementAndGet();
    }

    private void hang() {
        long until = System.nanoTime() + hangNs;
        boolean interrupted = false;
        for (long rest = hangNs; rest > 0; rest = until - System.nanoTime()) {
            LockSupport.parkNanos(rest);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
