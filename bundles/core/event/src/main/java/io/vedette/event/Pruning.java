package io.vedette.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what is past retention, every hour and a little at a time: messages, what waits for sinks that are no more, and the last
 * picture of a camera and label of which no event is left. Confined to the writer's thread.
 */
final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int AT_ONCE = 500;
    private static final long EVERY_MS = Duration.ofHours(1).toMillis();
    private static final Duration ORPHANS_KEPT = Duration.ofDays(7);
    private static final Duration RULES_WITHIN = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final Supplier<EventSetup> setup;
    private final Supplier<Set<String>> ruled;
    private final LiveFacts live;
    private long nextMs;
    /** Before that, rules that name a sink may not be there yet. */
    private long orphansFromMs;

    /**
     * Nothing is forgotten yet.
     *
     * @param ruled sinks that alert rules name, beside those of the setup
     */
    Pruning(
            Database database,
            InstantSource clock,
            Supplier<EventSetup> setup,
            Supplier<Set<String>> ruled,
            LiveFacts live) {
        this.database = database;
        this.clock = clock;
        this.setup = setup;
        this.ruled = ruled;
        this.live = live;
        this.orphansFromMs = clock.millis() + RULES_WITHIN.toMillis();
    }

    /** Called often: forgets something where it is time to. */
    void whenDue() {
        long now = clock.millis();
        if (now < nextMs) {
            return;
        }
        Set<Place> bare = new HashSet<>();
        try {
            int gone = database.transaction(connection -> prune(connection, now, bare));
            nextMs = gone == 0 ? now + EVERY_MS : now;
        } catch (StoreException e) {
            LOG.warn("Old events could not be forgotten: {}", e.getMessage());
            nextMs = now + EVERY_MS;
            return;
        }
        bare.forEach(place -> live.post(place.noPicture()));
    }

    private int prune(Connection connection, long now, Set<Place> bare) throws SQLException {
        int gone = 0;
        EventSetup current = setup.get();
        for (String sink : EventTables.backlog(connection).keySet()) {
            if (now > orphansFromMs
                    && !current.sinks().contains(sink)
                    && !ruled.get().contains(sink)) {
                gone += EventTables.forgetSink(connection, sink, now - ORPHANS_KEPT.toMillis(), AT_ONCE);
            }
        }
        DeadTable.prune(connection);
        Set<Place> places = new HashSet<>();
        for (String json :
                EventTables.prune(connection, now - current.retention().toMillis(), AT_ONCE)) {
            places.add(place(json));
            gone++;
        }
        for (Place place : places) {
            if (!EventTables.tellsOf(connection, place)) {
                bare.add(place);
            }
        }
        return gone;
    }

    private static Place place(String json) {
        try {
            return Place.of(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            return new Place("", "");
        }
    }
}
