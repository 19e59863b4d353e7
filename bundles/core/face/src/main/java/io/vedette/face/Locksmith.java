package io.vedette.face;

import io.vedette.api.face.FaceException;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.Sql;
import io.vedette.core.spi.store.StoreException;
import io.vedette.face.Gallery.Tables;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the vault that a gallery is to be opened with; seals one that was open when it is first given a key, and writes it anew
 * where the key has changed and the former one is told. Confined to who opens the gallery.
 */
final class Locksmith {
    private static final Logger LOG = LoggerFactory.getLogger(Locksmith.class);
    private static final String WORD_PLACE = "face_seal/word/1";
    private static final byte[] WORD = "vedette".getBytes(StandardCharsets.US_ASCII);

    private final Database database;

    Locksmith(Database database) {
        this.database = database;
    }

    /** The seal's salt, and the word that only the right key opens. Immutable by custom. */
    private static final class Seal {
        final byte[] salt;
        final byte[] word;

        Seal(byte[] salt, byte[] word) {
            this.salt = salt;
            this.word = word;
        }
    }

    /** Finds the key before the present one; asked only where the present one does not open the gallery. */
    @FunctionalInterface
    interface Former {
        Optional<String> key() throws FaceException;
    }

    /**
     * The vault of a key. Where the gallery is sealed with the former one, it is sealed with the key from now on, or unsealed where
     * there is none.
     *
     * @param key empty: none
     * @throws FaceException the gallery stays closed and as it is; one line for people, without the keys
     */
    Vault vault(Optional<String> key, Former former) throws FaceException {
        try {
            Optional<Seal> seal = database.transaction(Locksmith::seal);
            if (seal.isEmpty()) {
                return key.isPresent() ? rewritten(Vault.OPEN, key) : Vault.OPEN;
            }
            Optional<Vault> vault = key.flatMap(each -> opened(seal.get(), each));
            return vault.isPresent() ? vault.get() : rewritten(formerly(seal.get(), key, former), key);
        } catch (StoreException e) {
            throw new FaceException(FaceSetup.CLOSED + e.getMessage(), e);
        }
    }

    private static Vault formerly(Seal seal, Optional<String> key, Former former) throws FaceException {
        Optional<String> before = former.key();
        if (before.isEmpty()) {
            throw new FaceException(FaceSetup.CLOSED
                    + (key.isEmpty()
                            ? "it is encrypted, and " + FaceSetup.PID + ", " + FaceSetup.KEY + " is not set"
                            : FaceSetup.PID + ", " + FaceSetup.KEY
                                    + " is not the one it is encrypted with; to change it, set " + FaceSetup.FORMER_KEY
                                    + " to that one"));
        }
        return opened(seal, before.get())
                .orElseThrow(() -> new FaceException(FaceSetup.CLOSED + FaceSetup.PID + ", " + FaceSetup.FORMER_KEY
                        + " is not the one it is encrypted with, nor is " + FaceSetup.KEY + "; nothing was changed"));
    }

    private static Optional<Seal> seal(Connection c) throws SQLException {
        List<Seal> found =
                Sql.query(c, "SELECT salt, word FROM face_seal", row -> new Seal(row.getBytes(1), row.getBytes(2)));
        return found.stream().findFirst();
    }

    /** The vault of a key; empty where it is not the seal's. */
    private static Optional<Vault> opened(Seal seal, String key) {
        Vault vault = new SealedVault(key, seal.salt);
        try {
            vault.open(WORD_PLACE, seal.word);
            return Optional.of(vault);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** Writes every row for another vault in one transaction, and sees to it that the former ones cannot be read any more. */
    private Vault rewritten(Vault from, Optional<String> key) throws StoreException {
        byte[] salt = SealedVault.newSalt();
        Vault vault = key.isPresent() ? new SealedVault(key.get(), salt) : Vault.OPEN;
        int rows = database.transaction(c -> {
            int written = rewrite(c, Tables.of(from), Tables.of(vault));
            Sql.update(c, "DELETE FROM face_seal");
            if (key.isPresent()) {
                Sql.update(
                        c,
                        "INSERT INTO face_seal (one, salt, word) VALUES (1, ?, ?)",
                        salt,
                        vault.seal(WORD_PLACE, WORD));
            }
            Room.compactLater(c);
            return written;
        });
        LOG.info(
                "The gallery of faces is {} from now on ({} people and pictures)",
                key.isPresent() ? "encrypted with the key that is set" : "not encrypted",
                rows);
        return vault;
    }

    private static int rewrite(Connection c, Tables from, Tables to) throws SQLException {
        int rows = 0;
        for (PersonTable.Row each : from.people().all(c)) {
            to.people().rewrite(c, each);
            rows++;
        }
        for (long each : from.pictures().ids(c)) {
            Optional<byte[]> jpeg = from.pictures().jpeg(c, each);
            if (jpeg.isPresent()) {
                to.pictures().rewrite(c, each, jpeg.get(), from.pictures().directions(c, each));
                rows++;
            }
        }
        return rows;
    }
}
