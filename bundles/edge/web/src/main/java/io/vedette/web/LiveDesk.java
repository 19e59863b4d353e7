package io.vedette.web;

import io.vedette.core.spi.event.EventTail;
import io.vedette.core.spi.event.EventTail.Logged;
import io.vedette.core.spi.health.Health;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.room.Rooms;
import io.vedette.core.spi.store.StoreException;
import io.vedette.core.spi.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all who watch what has changed: one thread looks when something happens, and once a second for the figures that nobody
 * announces; it rests while nobody watches. Thread-safe.
 */
@Component(service = LiveDesk.class)
public final class LiveDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LiveDesk.class);
    static final int MOST_WATCHERS = 32;
    private static final int AT_ONCE = 200;
    private static final long LOOK_EVERY_MS = 1_000;
    private static final long PAUSE_MS = 100;
    private static final long FIGURES_NS = 1_900_000_000L;
    private static final Duration LAST_LOOK = Duration.ofSeconds(2);

    private final Rooms rooms;
    private final Views views;
    private final Health health;
    private final Bell bell = new Bell();
    private final List<Tray> trays = new CopyOnWriteArrayList<>();
    private final List<Tray> fresh = new ArrayList<>();
    private final Set<Tray> members = new HashSet<>();
    private final Worker worker;
    private final Map<Object, AutoCloseable> watches = new ConcurrentHashMap<>();
    /** The latest of each thing; the thread's own. */
    private final Map<String, News> board = new LinkedHashMap<>();

    private long position = -1;
    private long figuresAtNs;
    private volatile boolean closed;

    @Activate
    public LiveDesk(@Reference Rooms rooms, @Reference Views views, @Reference Health health) {
        this.rooms = rooms;
        this.views = views;
        this.health = health;
        worker = Worker.of("vedette-web-live", this::run).start();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindFacts(LiveFacts facts) {
        watches.put(facts, facts.subscribe(fact -> bell.ring()));
    }

    void unbindFacts(LiveFacts facts) {
        unwatch(facts);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindTail(EventTail tail) {
        watches.put(tail, tail.watch(bell::ring));
    }

    void unbindTail(EventTail tail) {
        unwatch(tail);
    }

    private void unwatch(Object room) {
        AutoCloseable watch = watches.remove(room);
        if (watch instanceof LiveFacts.Subscription subscription) {
            subscription.close();
        } else if (watch instanceof EventTail.Watch tail) {
            tail.close();
        }
    }

    /** Lets a watcher in; false where there are too many already. */
    boolean join(Tray tray) {
        synchronized (fresh) {
            if (full()) {
                return false;
            }
            members.add(tray);
            fresh.add(tray);
        }
        bell.ring();
        return true;
    }

    /** Whether nobody more is let in. */
    boolean full() {
        synchronized (fresh) {
            return closed || members.size() >= MOST_WATCHERS;
        }
    }

    void leave(Tray tray) {
        tray.close();
        synchronized (fresh) {
            fresh.remove(tray);
            members.remove(tray);
            trays.remove(tray);
        }
    }

    private void run() throws InterruptedException {
        while (!closed) {
            long heard = bell.heard();
            if (letIn() || !trays.isEmpty()) {
                tellChanges();
                tellMessages();
                trays.forEach(Tray::nudge);
                bell.pause(PAUSE_MS);
                bell.await(heard, LOOK_EVERY_MS);
            } else {
                position = -1;
                board.clear();
                bell.await(heard, 60 * LOOK_EVERY_MS);
            }
        }
    }

    /** Gives those who came all that is known. */
    private boolean letIn() {
        List<Tray> came;
        synchronized (fresh) {
            came = List.copyOf(fresh);
        }
        for (Tray tray : came) {
            board.forEach(tray::state);
            catchUp(tray);
            synchronized (fresh) {
                fresh.remove(tray);
                // Who has left in between does not come back.
                if (members.contains(tray)) {
                    trays.add(tray);
                }
            }
        }
        return !came.isEmpty();
    }

    private void catchUp(Tray tray) {
        tellMessages();
        if (tray.after() < 0 || position < 0) {
            return;
        }
        long known = Math.max(tray.after(), position - Tray.MOST_MESSAGES);
        while (known < position) {
            List<Logged> page = after(known);
            if (page.isEmpty()) {
                return;
            }
            for (Logged each : page) {
                known = each.position();
                if (known <= position) {
                    tray.message(News.message(each));
                }
            }
        }
    }

    private void tellChanges() {
        Map<String, News> now = new LinkedHashMap<>();
        views.cameras().forEach((id, view) -> now.put("camera " + id, News.of("camera", view)));
        long at = System.nanoTime();
        boolean figures = at - figuresAtNs > FIGURES_NS || !board.containsKey("health");
        if (figures) {
            figuresAtNs = at;
            now.put("experts", News.of("experts", views.experts(Optional.empty())));
            now.put("health", News.of("health", HealthServlet.fields(health.report())));
        }
        for (String gone : List.copyOf(board.keySet())) {
            if (gone.startsWith("camera ") && !now.containsKey(gone)) {
                board.remove(gone);
                String id = gone.substring(gone.indexOf(' ') + 1);
                tell(gone, News.of("gone", Map.of("id", id)));
            }
        }
        now.forEach((thing, news) -> {
            if (!news.equals(board.put(thing, news))) {
                tell(thing, news);
            }
        });
    }

    private void tell(String thing, News news) {
        trays.forEach(tray -> tray.state(thing, news));
    }

    private void tellMessages() {
        if (position < 0) {
            position = end();
            return;
        }
        List<Logged> page = after(position);
        for (Logged each : page) {
            position = each.position();
            News news = News.message(each);
            trays.forEach(tray -> tray.message(news));
        }
        if (page.size() == AT_ONCE) {
            bell.ring();
        }
    }

    private long end() {
        try {
            Optional<EventTail> tail = rooms.eventTail();
            return tail.isPresent() ? tail.get().position() : -1;
        } catch (StoreException e) {
            LOG.debug("The event log cannot be read: {}", e.getMessage());
            return -1;
        }
    }

    private List<Logged> after(long known) {
        try {
            Optional<EventTail> tail = rooms.eventTail();
            return tail.isPresent() ? tail.get().after(known, AT_ONCE) : List.of();
        } catch (StoreException e) {
            LOG.debug("The event log cannot be read: {}", e.getMessage());
            return List.of();
        }
    }

    @Deactivate
    void close() {
        List<Tray> told;
        synchronized (fresh) {
            closed = true;
            told = List.copyOf(members);
        }
        told.forEach(Tray::close);
        bell.ring();
        worker.finish(LAST_LOOK);
    }
}
