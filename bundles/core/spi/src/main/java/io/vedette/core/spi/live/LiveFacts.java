package io.vedette.core.spi.live;

import java.util.List;

/**
 * The board of live facts: rooms of core post, edges read. A service of core/event. Thread-safe; posting never blocks.
 */
public interface LiveFacts {

    /** Puts a fact on the board; {@link LiveFact.Gone} clears its camera's facts. */
    void post(LiveFact fact);

    /** All facts that hold now. */
    List<LiveFact> current();

    /**
     * Registers a listener. It first gets all facts that hold now, then each change, on one thread of core. A slow listener
     * misses intermediate values of a fact, but never its last one.
     */
    Subscription subscribe(Listener listener);

    /** Told of facts, one at a time. Must not throw. */
    @FunctionalInterface
    interface Listener {
        void fact(LiveFact fact);
    }

    /** Ends a subscription; the listener is not called any more once {@link #close} has returned. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
