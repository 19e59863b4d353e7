package io.vedette.face;

import io.vedette.api.face.Embedding;
import io.vedette.core.spi.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of pictures and embeddings: every statement on them stands here. Thread-safe. */
final class PictureTable {
    private final Vault vault;

    /** Whose a picture is. Immutable. */
    record Owner(long id, boolean person) {
        static Owner person(long id) {
            return new Owner(id, true);
        }

        static Owner stranger(long id) {
            return new Owner(id, false);
        }

        String column() {
            return person ? "person_id" : "stranger_id";
        }
    }

    /** A picture of a face, without its bytes. Immutable. */
    record Row(long id, String origin, double quality, Instant added) {}

    /** A direction as it stands in a row. Immutable by custom. */
    static final class Stored {
        final long owner;
        final long picture;
        final String model;
        final float[] direction;

        Stored(long owner, long picture, String model, float[] direction) {
            this.owner = owner;
            this.picture = picture;
            this.model = model;
            this.direction = direction;
        }
    }

    PictureTable(Vault vault) {
        this.vault = vault;
    }

    /** Stores a face; returns its picture's id. */
    long insert(Connection c, Owner owner, NewFace face, Instant now) throws SQLException {
        long id = Room.nextId(c);
        Sql.update(
                c,
                "INSERT INTO face_picture (id, " + owner.column() + ", origin, quality, added_ms, jpeg)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                id,
                owner.id(),
                owner.person() ? "enrol" : "stranger",
                face.quality(),
                now.toEpochMilli(),
                vault.seal(place(id), face.jpeg()));
        insert(c, id, face.embedding());
        return id;
    }

    /** Stores the embedding of a picture; does nothing where the picture is not there any more. */
    void insert(Connection c, long picture, Embedding embedding) throws SQLException {
        String model = embedding.modelSha256();
        Sql.update(
                c,
                "INSERT INTO face_embedding (picture_id, model, direction) SELECT id, ?, ? FROM face_picture WHERE id = ?"
                        + " ON CONFLICT (picture_id, model) DO NOTHING",
                model,
                vault.seal(place(picture, model), Directions.bytes(embedding.values())),
                picture);
    }

    /** Writes a picture and its directions again, with this vault. */
    void rewrite(Connection c, long picture, byte[] jpeg, List<Stored> directions) throws SQLException {
        Sql.update(c, "UPDATE face_picture SET jpeg = ? WHERE id = ?", vault.seal(place(picture), jpeg), picture);
        for (Stored each : directions) {
            Sql.update(
                    c,
                    "UPDATE face_embedding SET direction = ? WHERE picture_id = ? AND model = ?",
                    vault.seal(place(picture, each.model), Directions.bytes(each.direction)),
                    picture,
                    each.model);
        }
    }

    Optional<byte[]> jpeg(Connection c, long id) throws SQLException {
        List<byte[]> found = Sql.query(
                c, "SELECT jpeg FROM face_picture WHERE id = ?", row -> vault.open(place(id), row.getBytes(1)), id);
        return found.stream().findFirst();
    }

    List<Long> ids(Connection c) throws SQLException {
        return Sql.query(c, "SELECT id FROM face_picture ORDER BY id", row -> row.getLong(1));
    }

    /** The pictures of somebody, the best first. */
    List<Row> of(Connection c, Owner owner) throws SQLException {
        return Sql.query(
                c,
                "SELECT id, origin, quality, added_ms FROM face_picture WHERE " + owner.column()
                        + " = ? ORDER BY quality DESC, id",
                row -> new Row(
                        row.getLong(1), row.getString(2), row.getDouble(3), Instant.ofEpochMilli(row.getLong(4))),
                owner.id());
    }

    /** The directions of all people's or all strangers' faces. */
    List<Stored> directions(Connection c, boolean people) throws SQLException {
        String owner = people ? "person_id" : "stranger_id";
        return Sql.query(
                c,
                "SELECT p." + owner + ", e.picture_id, e.model, e.direction FROM face_embedding e"
                        + " JOIN face_picture p ON p.id = e.picture_id WHERE p." + owner + " IS NOT NULL",
                row -> stored(row.getLong(1), row.getLong(2), row.getString(3), row.getBytes(4)));
    }

    /** The directions of a picture, one for each model. */
    List<Stored> directions(Connection c, long picture) throws SQLException {
        return Sql.query(
                c,
                "SELECT model, direction FROM face_embedding WHERE picture_id = ? ORDER BY model",
                row -> stored(0, picture, row.getString(1), row.getBytes(2)),
                picture);
    }

    private Stored stored(long owner, long picture, String model, byte[] bytes) throws SQLException {
        return new Stored(owner, picture, model, Directions.of(vault.open(place(picture, model), bytes)));
    }

    /** Pictures that have no embedding of a model. */
    List<Long> without(Connection c, String model) throws SQLException {
        return Sql.query(
                c,
                "SELECT id FROM face_picture p WHERE NOT EXISTS (SELECT 1 FROM face_embedding e"
                        + " WHERE e.picture_id = p.id AND e.model = ?) ORDER BY id",
                row -> row.getLong(1),
                model);
    }

    void delete(Connection c, long id) throws SQLException {
        Sql.update(c, "DELETE FROM face_picture WHERE id = ?", id);
    }

    /** A stranger's pictures become a person's. */
    int hand(Connection c, long stranger, long person) throws SQLException {
        return Sql.update(
                c, "UPDATE face_picture SET person_id = ?, stranger_id = NULL WHERE stranger_id = ?", person, stranger);
    }

    private static String place(long id) {
        return "face_picture/jpeg/" + id;
    }

    private static String place(long picture, String model) {
        return "face_embedding/direction/" + picture + "/" + model;
    }
}
