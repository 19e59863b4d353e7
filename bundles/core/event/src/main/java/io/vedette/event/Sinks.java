package io.vedette.event;

import io.vedette.api.event.EventSink;
import io.vedette.core.spi.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The durable sinks that are there. Of several services of one name the first serves until it leaves, then the next goes on
 * where it stopped. Thread-safe.
 */
final class Sinks {
    private static final Duration LEAVING = Duration.ofSeconds(4);

    private final Database database;
    private final Signal news = new Signal();
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Sinks(Database database) {
        this.database = database;
    }

    /** There are new rows. */
    void wake() {
        news.give();
    }

    void add(EventSink sink) {
        desks.computeIfAbsent(sink.name(), Desk::new).add(sink);
    }

    /** Returns when no call runs in the sink any more, at the latest after 4 s. */
    void remove(EventSink sink) {
        for (Desk desk : desks.values()) {
            desk.remove(sink);
        }
    }

    void close() {
        closed = true;
        for (Desk desk : desks.values()) {
            desk.close();
        }
    }

    /** The services of one name, and the delivery to the one that serves. Thread-safe. */
    private final class Desk {
        private final String name;
        private final List<EventSink> services = new ArrayList<>();
        private SinkDelivery delivery;

        Desk(String name) {
            this.name = name;
        }

        synchronized void add(EventSink sink) {
            services.add(sink);
            serve();
        }

        synchronized void remove(EventSink sink) {
            int place = indexOf(sink);
            if (place < 0) {
                return;
            }
            services.remove(place);
            if (place == 0) {
                close();
                serve();
            }
        }

        synchronized void close() {
            if (delivery != null) {
                delivery.stop(LEAVING);
                delivery = null;
            }
        }

        private void serve() {
            if (delivery == null && !services.isEmpty() && !closed) {
                delivery = new SinkDelivery(services.get(0), name, database, news);
                delivery.start();
            }
        }

        private int indexOf(EventSink sink) {
            for (int i = 0; i < services.size(); i++) {
                if (isSame(services.get(i), sink)) {
                    return i;
                }
            }
            return -1;
        }

        private static boolean isSame(Object one, Object other) {
            return one == other;
        }
    }
}
