package io.vedette.store;

import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/**
 * The home's database in one SQLite file, {@code data/vedette.db}: one connection, one transaction at a time, first come first
 * served. Another process that holds the file is waited for at most 5 s. Thread-safe.
 */
@Component(service = Database.class)
public final class SqliteDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

    private final SQLiteDataSource source;
    private final Migrations migrations;
    private final ReentrantLock turn = new ReentrantLock(true);
    private Connection connection;
    private boolean closed;

    /** @throws IOException the home's data folder cannot be written */
    @Activate
    public SqliteDatabase(@Reference Home home, @Reference InstantSource clock) throws IOException {
        Path file = home.data().resolve("vedette.db");
        Files.createDirectories(file.getParent());
        SqliteFile sqlite = new SqliteFile(file);
        sqlite.asideIfDamaged(clock.instant());
        if (!Files.exists(file)) {
            home.galleryOf().filter(Files::isRegularFile).ifPresent(sqlite::takeGallery);
        }
        this.source = sqlite.source();
        this.migrations = new Migrations(source);
    }

    @Override
    public <T> T transaction(Work<T> work) throws StoreException {
        enter();
        try {
            return committed(work);
        } catch (SQLException e) {
            throw new StoreException("Nothing was stored: " + SqliteErrors.sentence(e), e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void migrate(String room, Class<?> owner, String location) throws StoreException {
        enter();
        try {
            migrations.run(room, owner, location);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void compact() throws StoreException {
        enter();
        try {
            Connection open = open();
            execute(open, "VACUUM");
            emptyLog(open);
        } catch (SQLException e) {
            throw new StoreException("The database was not compacted: " + SqliteErrors.sentence(e), e);
        } finally {
            turn.unlock();
        }
    }

    /** The write-ahead log can't be emptied while somebody else reads. */
    private static void emptyLog(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (answer.next() && answer.getInt(1) != 0) {
                throw new SQLException("another program reads it");
            }
        }
    }

    private void enter() {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction must not be begun inside another");
        }
        turn.lock();
    }

    private <T> T committed(Work<T> work) throws SQLException {
        Connection open = open();
        boolean done = false;
        try {
            // Not setAutoCommit(false): the driver would begin the next transaction, and hold its lock, at each commit.
            execute(open, "BEGIN IMMEDIATE");
            T result = work.run(open);
            execute(open, "COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(open);
            }
        }
    }

    private Connection open() throws SQLException {
        if (closed) {
            throw new SQLException("the database is closed");
        }
        if (connection == null) {
            connection = source.getConnection();
        }
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection that cannot even be rolled back is given up; the next transaction opens another. */
    private void rollBack(Connection broken) {
        try {
            execute(broken, "ROLLBACK");
        } catch (SQLException e) {
            if (SqliteErrors.rolledBackAlready(e)) {
                return;
            }
            LOG.warn("A transaction could not be rolled back: {}; the connection is renewed", e.getMessage());
            closeConnection();
        }
    }

    private void closeConnection() {
        Connection leaving = connection;
        connection = null;
        if (leaving == null) {
            return;
        }
        try {
            leaving.close();
        } catch (SQLException e) {
            LOG.warn("The database did not close cleanly: {}", e.getMessage());
        }
    }

    /** Waits for the running transaction, then closes the file. */
    @Deactivate
    public void close() {
        turn.lock();
        try {
            closed = true;
            closeConnection();
        } finally {
            turn.unlock();
        }
    }
}
