package io.vedette.event;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.store.StoreException;
import io.vedette.store.HomeFolder;
import io.vedette.store.SqliteDatabase;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An event room on a real database in a folder. */
final class Rooms implements AutoCloseable {
    final HomeFolder home;
    final SqliteDatabase database;
    final LiveBoard live = new LiveBoard();
    final EventRoom room;

    Rooms(Path root, String sinks) throws IOException, StoreException {
        this(root, config(sinks, "30"), InstantSource.system());
    }

    Rooms(Path root, EventConfig config, InstantSource clock) throws IOException, StoreException {
        this(new HomeFolder(root.toString(), ""), config, clock);
    }

    Rooms(HomeFolder home, EventConfig config, InstantSource clock) throws IOException, StoreException {
        this.home = home;
        database = new SqliteDatabase(home, clock);
        room = new EventRoom(database, home, clock, live, config);
    }

    /** Messages that wait, by sink. */
    Map<String, Long> backlog() throws StoreException {
        Map<String, Long> waiting = new TreeMap<>();
        room.sinks().forEach(each -> waiting.put(each.name(), each.waiting()));
        return waiting;
    }

    /** How a sink is. */
    SinkState sink(String name) throws StoreException {
        return room.sinks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        room.close();
        live.close();
        database.close();
    }

    static EventConfig config(String sinks, String retention) {
        Map<String, String> values = Map.of("sinks", sinks, "retention", retention);
        return (EventConfig) Proxy.newProxyInstance(
                Rooms.class.getClassLoader(),
                new Class<?>[] {EventConfig.class},
                (proxy, method, arguments) -> values.get(method.getName()));
    }

    static String line(EventMessage message) {
        return message.eventId() + "/" + message.seq();
    }

    /** A sink that writes down what it takes; each message may be refused first. */
    static final class Listening implements EventSink {
        final List<String> taken = Collections.synchronizedList(new ArrayList<>());
        final List<String> offered = Collections.synchronizedList(new ArrayList<>());
        private final String name;
        private volatile Trouble trouble = message -> {};
        volatile Optional<String> complaint = Optional.empty();

        Listening(String name) {
            this.name = name;
        }

        /** What happens before a message is taken. */
        interface Trouble {
            void meet(EventMessage message) throws SinkException, InterruptedException;
        }

        Listening with(Trouble next) {
            trouble = next;
            return this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void deliver(EventMessage message) throws SinkException, InterruptedException {
            offered.add(line(message));
            trouble.meet(message);
            taken.add(line(message));
        }

        @Override
        public Optional<String> complaint() {
            return complaint;
        }
    }
}
