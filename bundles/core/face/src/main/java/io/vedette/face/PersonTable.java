package io.vedette.face;

import io.vedette.api.face.FaceList;
import io.vedette.core.spi.store.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of people: every statement on it stands here, each to be run inside a transaction. Thread-safe. */
final class PersonTable {
    private static final String COLUMNS = "id, name, list, since_ms, seen_ms, leaving";

    private final Vault vault;

    /** A person's row. Immutable. */
    record Row(long id, String name, FaceList list, Instant since, Optional<Instant> seen, boolean leaving) {}

    PersonTable(Vault vault) {
        this.vault = vault;
    }

    /** Everybody, also who is being removed. */
    List<Row> all(Connection c) throws SQLException {
        return Sql.query(c, "SELECT " + COLUMNS + " FROM face_person ORDER BY id", this::row);
    }

    Optional<Row> named(Connection c, String name) throws SQLException {
        List<Row> found =
                Sql.query(c, "SELECT " + COLUMNS + " FROM face_person WHERE name_key = ?", this::row, nameKey(name));
        return found.stream().findFirst();
    }

    /** The person of a name, made where there is none. */
    Row madeIfNew(Connection c, String name, FaceList list, Instant now) throws SQLException {
        Optional<Row> there = named(c, name);
        if (there.isPresent()) {
            return there.get();
        }
        long id = Room.nextId(c);
        Sql.update(
                c,
                "INSERT INTO face_person (id, name_key, name, list, since_ms) VALUES (?, ?, ?, ?, ?)",
                id,
                nameKey(name),
                sealed(id, name),
                list.word(),
                now.toEpochMilli());
        return new Row(id, name, list, now, Optional.empty(), false);
    }

    void move(Connection c, long id, FaceList list) throws SQLException {
        Sql.update(c, "UPDATE face_person SET list = ? WHERE id = ?", list.word(), id);
    }

    void seen(Connection c, long id, Instant at) throws SQLException {
        Sql.update(
                c,
                "UPDATE face_person SET seen_ms = ? WHERE id = ? AND coalesce(seen_ms, 0) < ?",
                at.toEpochMilli(),
                id,
                at.toEpochMilli());
    }

    void leaves(Connection c, long id) throws SQLException {
        Sql.update(c, "UPDATE face_person SET leaving = 1 WHERE id = ?", id);
    }

    /** Deletes a person with pictures and embeddings. */
    void delete(Connection c, long id) throws SQLException {
        Sql.update(c, "DELETE FROM face_person WHERE id = ?", id);
    }

    /** Writes a person's name again, with this vault. */
    void rewrite(Connection c, Row row) throws SQLException {
        Sql.update(
                c,
                "UPDATE face_person SET name_key = ?, name = ? WHERE id = ?",
                nameKey(row.name()),
                sealed(row.id(), row.name()),
                row.id());
    }

    private String nameKey(String name) {
        return vault.nameKey(Names.folded(name));
    }

    private byte[] sealed(long id, String name) {
        return vault.seal(place(id), name.getBytes(StandardCharsets.UTF_8));
    }

    private static String place(long id) {
        return "face_person/name/" + id;
    }

    private Row row(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        long seenMs = row.getLong(5);
        return new Row(
                id,
                new String(vault.open(place(id), row.getBytes(2)), StandardCharsets.UTF_8),
                FaceList.of(row.getString(3)).orElse(FaceList.KNOWN),
                Instant.ofEpochMilli(row.getLong(4)),
                seenMs == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(seenMs)),
                row.getInt(6) == 1);
    }
}
