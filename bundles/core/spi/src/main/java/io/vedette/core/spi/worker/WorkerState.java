package io.vedette.core.spi.worker;

import java.time.Instant;

/**
 * How a worker is. Immutable.
 *
 * @param name its thread's name, or what it does
 * @param status how it is
 * @param vital whether events are lost or nobody watches while it does not work
 * @param restarts how often it broke and began anew since it was started
 * @param lastFailure what broke it last, in one line; empty where nothing ever did
 * @param since when it came to be so, UTC
 */
public record WorkerState(String name, Status status, boolean vital, long restarts, String lastFailure, Instant since) {

    /** How a worker is. */
    public enum Status {
        /** It works, and has not broken within the last ten minutes. */
        RUNNING,
        /** It broke not long ago, and works again. */
        RESTARTED,
        /** It breaks again and again. */
        FAILING,
        /** It has come to its end. */
        ENDED
    }
}
