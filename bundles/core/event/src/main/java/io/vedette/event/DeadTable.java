package io.vedette.event;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.event.DeadLetters.Dead;
import io.vedette.core.spi.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The dead letters' table: every statement on it stands here, each to be run inside a transaction. Immutable. */
final class DeadTable {
    private static final int LONGEST_REASON = 500;

    private DeadTable() {}

    static int add(Connection c, String sink, long messageId, long atMs, String reason) throws SQLException {
        return Sql.update(
                c,
                "INSERT INTO event_dead (sink, message_id, at_ms, reason) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (sink, message_id) DO UPDATE SET at_ms = excluded.at_ms, reason = excluded.reason",
                sink,
                messageId,
                atMs,
                reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
    }

    static List<Dead> latest(Connection c, int limit) throws SQLException {
        return Sql.query(
                c,
                "SELECT d.sink, m.event_id, m.seq, m.json, d.at_ms, d.reason FROM event_dead d"
                        + " JOIN event_message m ON m.id = d.message_id ORDER BY d.at_ms DESC, d.message_id DESC LIMIT ?",
                row -> new Dead(
                        row.getString(1),
                        new EventMessage(UUID.fromString(row.getString(2)), row.getInt(3), row.getString(4)),
                        Instant.ofEpochMilli(row.getLong(5)),
                        row.getString(6)),
                limit);
    }

    static Map<String, Long> counts(Connection c) throws SQLException {
        Map<String, Long> bySink = new LinkedHashMap<>();
        Sql.query(
                c,
                "SELECT sink, count(*) FROM event_dead GROUP BY sink",
                row -> bySink.put(row.getString(1), row.getLong(2)));
        return bySink;
    }

    static int replay(Connection c, String sink) throws SQLException {
        Sql.update(
                c,
                "INSERT INTO event_outbox (sink, message_id) SELECT d.sink, d.message_id FROM event_dead d"
                        + " WHERE d.sink = ? AND EXISTS (SELECT 1 FROM event_message m WHERE m.id = d.message_id)"
                        + " ON CONFLICT (sink, message_id) DO NOTHING",
                sink);
        return discard(c, sink);
    }

    static int discard(Connection c, String sink) throws SQLException {
        return Sql.update(c, "DELETE FROM event_dead WHERE sink = ?", sink);
    }

    /** Forgets those whose messages are gone. */
    static int prune(Connection c) throws SQLException {
        return Sql.update(
                c,
                "DELETE FROM event_dead WHERE NOT EXISTS"
                        + " (SELECT 1 FROM event_message m WHERE m.id = event_dead.message_id)");
    }
}
