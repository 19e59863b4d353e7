package io.vedette.event;

import com.fasterxml.jackson.databind.node.TextNode;
import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.event.EventTail.Logged;
import io.vedette.core.spi.store.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The room's tables: every statement on them stands here, each to be run inside a transaction. Immutable. */
final class EventTables {

    /**
     * A message on its way into the log.
     *
     * @param alerted sinks that are told of it beside those that are told of everything
     */
    record Entry(EventMessage message, String type, String camera, long epoch, Set<String> alerted) {

        /** One that alerts nobody. */
        Entry(EventMessage message, String type, String camera, long epoch) {
            this(message, type, camera, epoch, Set.of());
        }
    }

    /** A message that waits for a sink. */
    record Waiting(long id, EventMessage message) {}

    private EventTables() {}

    /** This home's name in event ids, made up when it is first asked for. */
    static String home(Connection c) throws SQLException {
        List<String> known = Sql.query(c, "SELECT id FROM event_home", row -> row.getString(1));
        if (!known.isEmpty()) {
            return known.get(0);
        }
        String made = UUID.randomUUID().toString();
        Sql.update(c, "INSERT INTO event_home (one, id) VALUES (1, ?)", made);
        return made;
    }

    static OptionalLong epoch(Connection c, String camera) throws SQLException {
        List<Long> known =
                Sql.query(c, "SELECT epoch FROM event_epoch WHERE camera = ?", row -> row.getLong(1), camera);
        return known.isEmpty() ? OptionalLong.empty() : OptionalLong.of(known.get(0));
    }

    static void raise(Connection c, String camera, long epoch) throws SQLException {
        Sql.update(
                c,
                "INSERT INTO event_epoch (camera, epoch) VALUES (?, ?)"
                        + " ON CONFLICT (camera) DO UPDATE SET epoch = excluded.epoch"
                        + " WHERE event_epoch.epoch < excluded.epoch",
                camera,
                epoch);
    }

    /** Whether a term still holds; one that could not be written down when it began is written down now. */
    static boolean holds(Connection c, String camera, long epoch) throws SQLException {
        OptionalLong stored = epoch(c, camera);
        if (stored.isEmpty() || stored.getAsLong() < epoch) {
            raise(c, camera, epoch);
            return true;
        }
        return stored.getAsLong() == epoch;
    }

    static long lastId(Connection c) throws SQLException {
        return Sql.query(c, "SELECT coalesce(max(id), 0) FROM event_message", row -> row.getLong(1))
                .get(0);
    }

    /** Logs a message and puts it into the outbox of each sink; does nothing where it is logged already. */
    static void append(Connection c, long id, long writtenMs, Entry entry, Collection<String> sinks)
            throws SQLException {
        EventMessage message = entry.message();
        String eventId = message.eventId().toString();
        int inserted = Sql.update(
                c,
                "INSERT INTO event_message (id, event_id, seq, type, camera, epoch, written_ms, json)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id, seq) DO NOTHING",
                id,
                eventId,
                message.seq(),
                entry.type(),
                entry.camera(),
                entry.epoch(),
                writtenMs,
                message.json());
        if (inserted == 0) {
            return;
        }
        Set<String> all = new TreeSet<>(sinks);
        all.addAll(entry.alerted());
        for (String sink : all) {
            Sql.update(c, "INSERT INTO event_outbox (sink, message_id) VALUES (?, ?)", sink, id);
        }
        if ("end".equals(entry.type())) {
            Sql.update(c, "DELETE FROM event_open WHERE event_id = ?", eventId);
        } else {
            Sql.update(
                    c,
                    "INSERT INTO event_open (event_id, message_id) VALUES (?, ?)"
                            + " ON CONFLICT (event_id) DO UPDATE SET message_id = excluded.message_id",
                    eventId,
                    id);
        }
    }

    /** The last messages of events that have not ended, in the order in which they were written. */
    static List<Entry> open(Connection c) throws SQLException {
        return Sql.query(
                c,
                "SELECT m.event_id, m.seq, m.json, m.type, m.camera, m.epoch FROM event_open o"
                        + " JOIN event_message m ON m.id = o.message_id ORDER BY m.id",
                row -> new Entry(message(row), row.getString(4), row.getString(5), row.getLong(6)));
    }

    static void closeUnreadable(Connection c, Entry last) throws SQLException {
        Sql.update(
                c,
                "DELETE FROM event_open WHERE event_id = ?",
                last.message().eventId().toString());
    }

    static List<EventMessage> latest(Connection c, int limit) throws SQLException {
        return Sql.query(
                c,
                "SELECT event_id, seq, json FROM event_message ORDER BY id DESC LIMIT ?",
                EventTables::message,
                limit);
    }

    static List<Logged> after(Connection c, long position, int limit) throws SQLException {
        return Sql.query(
                c,
                "SELECT event_id, seq, json, id FROM event_message WHERE id > ? ORDER BY id LIMIT ?",
                EventTables::logged,
                position,
                limit);
    }

    /** The last message of each event that is among the latest messages, at most {@code among}. */
    static List<Logged> latestOfEach(Connection c, long among, int limit) throws SQLException {
        return Sql.query(
                c,
                "SELECT event_id, seq, json, id FROM event_message WHERE id IN (SELECT max(id) FROM event_message"
                        + " WHERE id > ? GROUP BY event_id) ORDER BY id DESC LIMIT ?",
                EventTables::logged,
                lastId(c) - among,
                limit);
    }

    static List<EventMessage> life(Connection c, UUID eventId) throws SQLException {
        return Sql.query(
                c,
                "SELECT event_id, seq, json FROM event_message WHERE event_id = ? ORDER BY seq",
                EventTables::message,
                eventId.toString());
    }

    /** What waits for a sink, the oldest first; a list that may be changed. */
    static List<Waiting> waiting(Connection c, String sink, int limit) throws SQLException {
        return new ArrayList<>(Sql.query(
                c,
                "SELECT m.event_id, m.seq, m.json, m.id FROM event_outbox o JOIN event_message m ON m.id = o.message_id"
                        + " WHERE o.sink = ? ORDER BY o.message_id LIMIT ?",
                row -> new Waiting(row.getLong(4), message(row)),
                sink,
                limit));
    }

    /** A sink has taken messages. */
    static int taken(Connection c, String sink, Collection<Long> ids) throws SQLException {
        int gone = 0;
        for (long id : ids) {
            gone += Sql.update(c, "DELETE FROM event_outbox WHERE sink = ? AND message_id = ?", sink, id);
        }
        return gone;
    }

    static Map<String, Long> backlog(Connection c) throws SQLException {
        Map<String, Long> bySink = new LinkedHashMap<>();
        Sql.query(c, "SELECT sink, count(*) FROM event_outbox GROUP BY sink ORDER BY sink", row -> {
            return bySink.put(row.getString(1), row.getLong(2));
        });
        return bySink;
    }

    /** Gives up rows of sinks that are not configured any more and were written before a time. */
    static int forgetSink(Connection c, String sink, long beforeMs, int limit) throws SQLException {
        return Sql.update(
                c,
                "DELETE FROM event_outbox WHERE sink = ? AND message_id IN (SELECT o.message_id FROM event_outbox o"
                        + " JOIN event_message m ON m.id = o.message_id WHERE o.sink = ? AND m.written_ms < ?"
                        + " ORDER BY o.message_id LIMIT ?)",
                sink,
                sink,
                beforeMs,
                limit);
    }

    /** Forgets old messages, but none that a sink waits for and none of an open event; returns the JSON of those forgotten. */
    static List<String> prune(Connection c, long beforeMs, int limit) throws SQLException {
        List<Waiting> old = Sql.query(
                c,
                "SELECT m.event_id, m.seq, m.json, m.id FROM event_message m WHERE m.written_ms < ?"
                        + " AND NOT EXISTS (SELECT 1 FROM event_outbox o WHERE o.message_id = m.id)"
                        + " AND NOT EXISTS (SELECT 1 FROM event_open p WHERE p.event_id = m.event_id)"
                        + " ORDER BY m.id LIMIT ?",
                row -> new Waiting(row.getLong(4), message(row)),
                beforeMs,
                limit);
        for (Waiting each : old) {
            Sql.update(c, "DELETE FROM event_message WHERE id = ?", each.id());
        }
        return old.stream().map(each -> each.message().json()).toList();
    }

    /** Whether a message may be left that tells of a place. */
    static boolean tellsOf(Connection c, Place place) throws SQLException {
        return !Sql.query(
                        c,
                        "SELECT id FROM event_message WHERE camera = ? AND instr(json, ?) > 0 ORDER BY id DESC LIMIT 1",
                        row -> row.getLong(1),
                        place.camera(),
                        "\"label\":" + TextNode.valueOf(place.label()))
                .isEmpty();
    }

    /** The messages that alerted since a time, oldest first, among the latest of all. */
    static List<EventMessage> alerts(Connection c, long sinceMs, long among) throws SQLException {
        return Sql.query(
                c,
                "SELECT event_id, seq, json FROM event_message WHERE id > ? AND written_ms >= ?"
                        + " AND instr(json, '\"alert\":{') > 0 ORDER BY id",
                EventTables::message,
                lastId(c) - among,
                sinceMs);
    }

    /** Messages after a position in which a text stands, oldest first; its caller looks closer. */
    static List<Logged> mentioning(Connection c, String text, long position, int limit) throws SQLException {
        return Sql.query(
                c,
                "SELECT event_id, seq, json, id FROM event_message WHERE id > ? AND instr(json, ?) > 0"
                        + " ORDER BY id LIMIT ?",
                EventTables::logged,
                position,
                text,
                limit);
    }

    /** Deletes an event wholly. */
    static void erase(Connection c, UUID eventId) throws SQLException {
        String id = eventId.toString();
        String messages = " WHERE message_id IN (SELECT id FROM event_message WHERE event_id = ?)";
        Sql.update(c, "DELETE FROM event_outbox" + messages, id);
        Sql.update(c, "DELETE FROM event_dead" + messages, id);
        Sql.update(c, "DELETE FROM event_open WHERE event_id = ?", id);
        Sql.update(c, "DELETE FROM event_message WHERE event_id = ?", id);
    }

    private static Logged logged(ResultSet row) throws SQLException {
        return new Logged(row.getLong(4), message(row));
    }

    private static EventMessage message(ResultSet row) throws SQLException {
        return new EventMessage(UUID.fromString(row.getString(1)), row.getInt(2), row.getString(3));
    }
}
