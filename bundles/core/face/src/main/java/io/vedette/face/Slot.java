package io.vedette.face;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A service that may come and go; while it is used, it does not leave before 4 s have passed. Thread-safe. */
final class Slot<T> {
    private static final long LEAVING_MS = 4_000;

    private final AtomicReference<T> service = new AtomicReference<>();
    private final ReadWriteLock using = new ReentrantReadWriteLock();

    /** The service while it is used; to be closed by the thread that took it. */
    final class Loan implements AutoCloseable {
        private final Optional<T> lent;

        private Loan() {
            using.readLock().lock();
            lent = Optional.ofNullable(service.get());
        }

        /** Empty where there is none. */
        Optional<T> service() {
            return lent;
        }

        @Override
        public void close() {
            using.readLock().unlock();
        }
    }

    void arrives(T arrived) {
        service.set(arrived);
    }

    void leaves(T leaving) {
        if (!service.compareAndSet(leaving, null)) {
            return;
        }
        try {
            if (using.writeLock().tryLock(LEAVING_MS, TimeUnit.MILLISECONDS)) {
                using.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Loan lend() {
        return new Loan();
    }
}
