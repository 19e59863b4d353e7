package io.vedette.core.spi.worker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes whoever waits for news; news that came between looking and waiting is not missed. Thread-safe. */
public final class Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long news;

    /** How many news there were; take it before looking. */
    public long seen() {
        lock.lock();
        try {
            return news;
        } finally {
            lock.unlock();
        }
    }

    /** There are news. */
    public void give() {
        lock.lock();
        try {
            news++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there are news since {@code seen}, at most so long. */
    public void await(long seen, long timeoutMs) throws InterruptedException {
        long leftNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        lock.lockInterruptibly();
        try {
            while (news == seen && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
        } finally {
            lock.unlock();
        }
    }
}
