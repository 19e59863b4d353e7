package io.vedette.core.spi.worker;

import java.util.concurrent.atomic.AtomicLong;

/** Counts something that recurs, and says when to tell of it: at 1, 10, 100 … Thread-safe. */
public final class Recurring {
    private final AtomicLong all = new AtomicLong();
    private final AtomicLong running = new AtomicLong();

    /** It happened again. Returns how often since it last went well, where that is worth a line, else 0. */
    public long again() {
        all.incrementAndGet();
        long times = running.incrementAndGet();
        long power = 1;
        while (power < times) {
            power *= 10;
        }
        return power == times ? times : 0;
    }

    /** It went well. Returns how often it had not before. */
    public long wentWell() {
        return running.getAndSet(0);
    }

    public long total() {
        return all.get();
    }
}
