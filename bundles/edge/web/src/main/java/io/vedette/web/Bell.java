package io.vedette.web;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes one who waits; a ring between looking and waiting is not missed. Thread-safe. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;

    /** How often it was rung; take it before looking. */
    long heard() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a ring after {@code heard}, at most so long. */
    void await(long heard, long timeoutMs) throws InterruptedException {
        long leftNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        lock.lockInterruptibly();
        try {
            while (rings == heard && leftNs > 0) {
                leftNs = rung.awaitNanos(leftNs);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, rung or not, so that many rings cost little. */
    void pause(long ms) throws InterruptedException {
        long leftNs = TimeUnit.MILLISECONDS.toNanos(ms);
        lock.lockInterruptibly();
        try {
            while (leftNs > 0) {
                leftNs = rung.awaitNanos(leftNs);
            }
        } finally {
            lock.unlock();
        }
    }
}
