package io.vedette.face;

import io.vedette.core.spi.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What the room remembers of itself: ids, models, and whether deleted data may still stand in the files. */
final class Room {
    private Room() {}

    static long nextId(Connection c) throws SQLException {
        Sql.update(c, "UPDATE face_room SET next_id = next_id + 1");
        return Sql.query(c, "SELECT next_id - 1 FROM face_room", row -> row.getLong(1))
                .get(0);
    }

    static void compactLater(Connection c) throws SQLException {
        Sql.update(c, "UPDATE face_room SET compact = 1");
    }

    static boolean mustCompact(Connection c) throws SQLException {
        return Sql.query(c, "SELECT compact FROM face_room", row -> row.getInt(1))
                .contains(1);
    }

    static void compacted(Connection c) throws SQLException {
        Sql.update(c, "UPDATE face_room SET compact = 0");
    }

    /** A model serves from now on. */
    static void serves(Connection c, String model, Instant now) throws SQLException {
        Sql.update(
                c,
                "INSERT INTO face_model (model, since_ms) VALUES (?, ?)"
                        + " ON CONFLICT (model) DO UPDATE SET since_ms = excluded.since_ms",
                model,
                now.toEpochMilli());
    }

    /** The models that served, the latest first. */
    static List<String> models(Connection c) throws SQLException {
        return Sql.query(c, "SELECT model FROM face_model ORDER BY since_ms DESC, model", row -> row.getString(1));
    }

    static void forget(Connection c, String model) throws SQLException {
        Sql.update(c, "DELETE FROM face_model WHERE model = ?", model);
        Sql.update(c, "DELETE FROM face_embedding WHERE model = ?", model);
    }
}
