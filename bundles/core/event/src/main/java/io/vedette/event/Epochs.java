package io.vedette.event;

import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an owner's term of each camera, once in a run: its epoch is one more than any that was written down. Where the disk is
 * full, the term is taken from what can be read, and written down with the first message that can be written. Thread-safe.
 */
final class Epochs {
    private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

    private final Database database;
    private final Map<String, Term> taken = new HashMap<>();

    Epochs(Database database) {
        this.database = database;
    }

    /** This run's term of a camera; empty while the database does not answer. */
    synchronized Optional<Term> of(String camera) {
        Term known = taken.get(camera);
        if (known == null) {
            known = take(camera);
            if (known != null) {
                taken.put(camera, known);
            }
        }
        return Optional.ofNullable(known);
    }

    private Term take(String camera) {
        try {
            return database.transaction(connection -> {
                Term next = next(connection, camera);
                EventTables.raise(connection, camera, next.epoch());
                return next;
            });
        } catch (StoreException e) {
            LOG.warn("The term of camera {} cannot be written down: {}", camera, e.getMessage());
        }
        try {
            return database.transaction(connection -> next(connection, camera));
        } catch (StoreException e) {
            LOG.warn("Camera {} makes no events until the database answers: {}", camera, e.getMessage());
            return null;
        }
    }

    private static Term next(Connection connection, String camera) throws SQLException {
        long last = EventTables.epoch(connection, camera).orElse(0);
        return new Term(EventTables.home(connection), camera, last + 1);
    }
}
