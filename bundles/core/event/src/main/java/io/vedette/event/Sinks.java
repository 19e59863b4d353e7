package io.vedette.event;

import io.vedette.api.event.EventSink;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.StoreException;
import io.vedette.core.spi.worker.Signal;
import io.vedette.core.spi.worker.WorkerState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The durable sinks that are there. Of several services of one name the first serves until it leaves, then the next goes on
 * where it stopped. Thread-safe.
 */
final class Sinks {
    private static final Duration LEAVING = Duration.ofSeconds(4);

    private final Database database;
    private final InstantSource clock;
    private final Signal news = new Signal();
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Sinks(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
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

    /** How those are that somebody wants, that something waits for, or that refused something; by name. */
    List<SinkState> states(Set<String> wanted) throws StoreException {
        Map<String, Long> waiting = database.transaction(EventTables::backlog);
        Map<String, Long> dead = database.transaction(DeadTable::counts);
        Set<String> names = new TreeSet<>(wanted);
        names.addAll(waiting.keySet());
        names.addAll(dead.keySet());
        List<SinkState> states = new ArrayList<>();
        for (String name : names) {
            Optional<SinkDelivery> delivery =
                    Optional.ofNullable(desks.get(name)).flatMap(Desk::delivery);
            states.add(new SinkState(
                    name,
                    wanted.contains(name),
                    delivery.isPresent(),
                    waiting.getOrDefault(name, 0L),
                    dead.getOrDefault(name, 0L),
                    delivery.flatMap(SinkDelivery::complaint),
                    delivery.flatMap(SinkDelivery::failing)));
        }
        return states;
    }

    /** Returns when no call runs any more, at the latest after 4 s. */
    void close() {
        closed = true;
        desks.values().forEach(Desk::cease);
        long untilNs = System.nanoTime() + LEAVING.toNanos();
        desks.values().forEach(desk -> desk.close(Duration.ofNanos(untilNs - System.nanoTime())));
    }

    List<WorkerState> workers() {
        return desks.values().stream()
                .map(Desk::worker)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The services of one name, and the delivery to the one that serves. Thread-safe. */
    private final class Desk {
        private final String name;
        private final List<EventSink> services = new ArrayList<>();
        private volatile SinkDelivery delivery;

        Desk(String name) {
            this.name = name;
        }

        /** To the one that serves; empty while none does. Waits for nobody. */
        Optional<SinkDelivery> delivery() {
            return Optional.ofNullable(delivery);
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
                close(LEAVING);
                serve();
            }
        }

        /** Begins to close; {@link #close} waits for it. */
        synchronized void cease() {
            if (delivery != null) {
                delivery.cease();
            }
        }

        /** Waits for nobody. */
        Optional<WorkerState> worker() {
            return delivery().map(SinkDelivery::worker);
        }

        synchronized void close(Duration atMost) {
            if (delivery != null) {
                delivery.stop(atMost);
                delivery = null;
            }
        }

        private void serve() {
            if (delivery == null && !services.isEmpty() && !closed) {
                delivery = new SinkDelivery(services.get(0), name, database, news, clock);
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
