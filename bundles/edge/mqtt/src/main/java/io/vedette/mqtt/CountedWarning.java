package io.vedette.mqtt;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A warning that may repeat: counted, and told at 1, 10, 100 and so on. Thread-safe. */
final class CountedWarning {

    private static final Logger LOG = LoggerFactory.getLogger(CountedWarning.class.getPackageName());

    private final String what;
    private final AtomicLong count = new AtomicLong();

    CountedWarning(String what) {
        this.what = what;
    }

    void tell(String detail) {
        long now = count.incrementAndGet();
        if (isPowerOfTen(now)) {
            LOG.warn("{} ({} so far): {}", what, now, detail);
        }
    }

    long count() {
        return count.get();
    }

    /** Starts over: the next one is told again. */
    void reset() {
        count.set(0);
    }

    static boolean isPowerOfTen(long number) {
        long rest = number;
        while (rest >= 10 && rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
