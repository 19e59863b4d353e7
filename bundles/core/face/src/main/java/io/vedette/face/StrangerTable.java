package io.vedette.face;

import io.vedette.core.spi.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables of strangers and their events: every statement on them stands here. */
final class StrangerTable {

    /** A stranger's row. Immutable. */
    record Row(long id, int visits, Instant first, Instant last) {}

    private StrangerTable() {}

    /** Everybody, the latest first. */
    static List<Row> all(Connection c) throws SQLException {
        return Sql.query(
                c,
                "SELECT id, visits, first_ms, last_ms FROM face_stranger ORDER BY last_ms DESC, id DESC",
                row -> new Row(
                        row.getLong(1),
                        row.getInt(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4))));
    }

    static boolean isThere(Connection c, long id) throws SQLException {
        return !Sql.query(c, "SELECT 1 FROM face_stranger WHERE id = ?", row -> row.getInt(1), id)
                .isEmpty();
    }

    static long insert(Connection c, Instant at) throws SQLException {
        long id = Room.nextId(c);
        Sql.update(
                c,
                "INSERT INTO face_stranger (id, visits, first_ms, last_ms) VALUES (?, 0, ?, ?)",
                id,
                at.toEpochMilli(),
                at.toEpochMilli());
        return id;
    }

    static void seen(Connection c, long id, Instant at, boolean visit) throws SQLException {
        Sql.update(
                c,
                "UPDATE face_stranger SET visits = visits + ?, last_ms = max(last_ms, ?) WHERE id = ?",
                visit ? 1 : 0,
                at.toEpochMilli(),
                id);
    }

    static int delete(Connection c, long id) throws SQLException {
        return Sql.update(c, "DELETE FROM face_stranger WHERE id = ?", id);
    }

    /** Strangers who were last seen before a time. */
    static List<Long> lastSeenBefore(Connection c, Instant time) throws SQLException {
        return Sql.query(
                c, "SELECT id FROM face_stranger WHERE last_ms < ?", row -> row.getLong(1), time.toEpochMilli());
    }

    /** The stranger of an event. */
    static Optional<Long> ofEvent(Connection c, UUID event) throws SQLException {
        List<Long> found = Sql.query(
                c, "SELECT stranger_id FROM face_event WHERE event_id = ?", row -> row.getLong(1), event.toString());
        return found.stream().findFirst();
    }

    /** Notes the event of a visit, and forgets all but a stranger's latest ones. */
    static void tell(Connection c, UUID event, long stranger, Instant at, int kept) throws SQLException {
        Sql.update(
                c,
                "INSERT INTO face_event (event_id, stranger_id, at_ms) VALUES (?, ?, ?)"
                        + " ON CONFLICT (event_id) DO UPDATE SET stranger_id = excluded.stranger_id",
                event.toString(),
                stranger,
                at.toEpochMilli());
        Sql.update(
                c,
                "DELETE FROM face_event WHERE stranger_id = ? AND event_id NOT IN (SELECT event_id FROM face_event"
                        + " WHERE stranger_id = ? ORDER BY at_ms DESC, event_id LIMIT ?)",
                stranger,
                stranger,
                kept);
    }
}
