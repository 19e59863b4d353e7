package io.vedette.face;

import io.vedette.api.face.FaceException;
import io.vedette.core.spi.store.Database;
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
 * Finds the vault that a gallery is to be opened with, and seals one that was open when it is first given a key. Confined to who
 * opens the gallery.
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

    /**
     * The vault of a key.
     *
     * @param key empty: none
     * @throws FaceException the gallery stays closed; one line for people, without the key
     */
    Vault vault(Optional<String> key) throws FaceException {
        try {
            Optional<Seal> seal = database.transaction(Locksmith::seal);
            if (seal.isPresent()) {
                return opened(seal.get(), key);
            }
            return key.isPresent() ? sealed(key.get()) : Vault.OPEN;
        } catch (StoreException e) {
            throw new FaceException(FaceSetup.CLOSED + e.getMessage(), e);
        }
    }

    private static Optional<Seal> seal(Connection c) throws SQLException {
        List<Seal> found =
                Sql.query(c, "SELECT salt, word FROM face_seal", row -> new Seal(row.getBytes(1), row.getBytes(2)));
        return found.stream().findFirst();
    }

    private static Vault opened(Seal seal, Optional<String> key) throws FaceException {
        if (key.isEmpty()) {
            throw new FaceException(
                    FaceSetup.CLOSED + "it is encrypted, and " + FaceSetup.PID + ", encryption.key is not set");
        }
        Vault vault = new SealedVault(key.get(), seal.salt);
        try {
            vault.open(WORD_PLACE, seal.word);
        } catch (SQLException e) {
            throw new FaceException(
                    FaceSetup.CLOSED + FaceSetup.PID + ", encryption.key is not the one it is encrypted with", e);
        }
        return vault;
    }

    /** Seals every row in one transaction, and sees to it that the open ones cannot be read any more. */
    private Vault sealed(String key) throws StoreException {
        byte[] salt = SealedVault.newSalt();
        Vault vault = new SealedVault(key, salt);
        int rows = database.transaction(c -> {
            int written = rewrite(c, Tables.of(Vault.OPEN), Tables.of(vault));
            Sql.update(
                    c, "INSERT INTO face_seal (one, salt, word) VALUES (1, ?, ?)", salt, vault.seal(WORD_PLACE, WORD));
            Room.compactLater(c);
            return written;
        });
        LOG.info("The gallery of faces is encrypted from now on ({} people and pictures)", rows);
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
