package io.vedette.notice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A warning that may repeat: counted, and told at 1, 10, 100 and so on. Confined to one thread. */
public final class CountedWarning {

    private static final Logger LOG = LoggerFactory.getLogger(CountedWarning.class.getPackageName());

    private final String what;
    private long count;
    private long next = 1;

    /** A warning that begins so. */
    public CountedWarning(String what) {
        this.what = what;
    }

    /** Counts, and tells where the count is 1, 10, 100 and so on. */
    public void tell(String detail) {
        count++;
        if (count == next) {
            next *= 10;
            LOG.warn("{} ({} so far): {}", what, count, detail);
        }
    }

    /** Starts over: the next one is told again. */
    public void reset() {
        count = 0;
        next = 1;
    }
}
