package io.vedette.store;

import io.vedette.core.spi.store.StoreException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables of one room up to date with Flyway: scripts {@code V1__what.sql} in the room's own bundle, and a history of
 * its own, {@code <room>_schema}, so that rooms come, go and grow without each other. Confined to the database's lock.
 */
final class Migrations {
    private final DataSource source;

    Migrations(DataSource source) {
        this.source = source;
    }

    void run(String room, Class<?> owner, String location) throws StoreException {
        if (!room.matches("[a-z]{1,30}")) {
            throw new IllegalArgumentException("a room's name must match [a-z]{1,30}, but is '" + room + "'");
        }
        try {
            Flyway.configure(owner.getClassLoader())
                    .dataSource(source)
                    .table(room + "_schema")
                    .locations("classpath:" + location)
                    .failOnMissingLocations(true)
                    // Other rooms' tables are there already: this room begins at nought all the same.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "The tables of " + room + " could not be brought up to date: " + e.getMessage(), e);
        }
    }
}
