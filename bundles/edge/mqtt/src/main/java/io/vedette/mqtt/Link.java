package io.vedette.mqtt;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One connection to a broker, from its acceptance until it is lost or closed; never reconnected. Thread-safe. */
interface Link extends AutoCloseable {

    /** What a link is opened with. */
    record Terms(Settings settings, String clientId, Topics topics) {}

    /** Is told what happens on a link, on the link's own threads. */
    interface Listener {
        void message(String topic, byte[] payload, boolean retained);

        void lost(Link link);
    }

    /**
     * Publishes with QoS 1.
     *
     * @return completed when the broker has it, or with a {@link LinkException}
     */
    CompletableFuture<Void> publish(String topic, byte[] payload, boolean retained);

    /** Subscribes with QoS 1. */
    CompletableFuture<Void> subscribe(String filter);

    boolean isLost();

    /** Says good-bye so that the broker keeps the last will to itself, and frees the link; takes 1 s at most. */
    @Override
    void close() throws InterruptedException;

    /** Opens links. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens one.
         *
         * @throws LinkException the broker cannot be reached in time or refuses us
         */
        Link open(URI broker, Terms terms, Listener listener, Duration patience)
                throws LinkException, InterruptedException;
    }
}
