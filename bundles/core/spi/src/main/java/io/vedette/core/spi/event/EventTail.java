package io.vedette.core.spi.event;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.store.StoreException;
import java.util.List;

/** The event log as it grows, for live views. A service of core/event; thread-safe. */
public interface EventTail {

    /** The position of the latest message; 0 where nothing was logged yet. */
    long position() throws StoreException;

    /**
     * Messages logged after a position, oldest first.
     *
     * @param position of the last message that is known
     * @param limit 1 to 1000
     */
    List<Logged> after(long position, int limit) throws StoreException;

    /**
     * The last message of each of the latest events, the one that changed last first. Events whose last message lies more than
     * some thousand messages back are left out.
     *
     * @param limit 1 to 1000
     */
    List<Logged> latestOfEach(int limit) throws StoreException;

    /** Calls {@code grew}, on a thread of core, whenever messages were logged; it must only wake somebody. */
    Watch watch(Runnable grew);

    /**
     * A message and its place.
     *
     * @param position grows from message to message
     */
    record Logged(long position, EventMessage message) {}

    /** Ends watching. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
