package io.vedette.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The file that SQLite keeps, with its write-ahead log beside it.
 *
 * <p>Every commit is on disk before it returns ({@code synchronous=FULL}): not only {@code kill -9} but also a power cut loses
 * nothing that was acknowledged. The price, one fsync a commit, is paid back by writers that commit in groups. Immutable.
 */
final class SqliteFile {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);
    private static final int BUSY_TIMEOUT_MS = 5_000;

    private final Path file;

    SqliteFile(Path file) {
        this.file = file;
    }

    SQLiteDataSource source() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** Why the file cannot be used; empty where it is sound or not there yet. */
    Optional<String> damage() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = rows.next() ? rows.getString(1) : "no answer";
            return "ok".equals(answer) ? Optional.empty() : Optional.of(answer);
        } catch (SQLException e) {
            return SqliteErrors.damaged(e) ? Optional.of(String.valueOf(e.getMessage())) : Optional.empty();
        }
    }

    /** Moves a damaged file aside, so that a new one can begin; told in one line. */
    void asideIfDamaged(Instant now) throws IOException {
        Optional<String> damage = damage();
        if (damage.isEmpty()) {
            return;
        }
        String suffix = ".corrupt-" + STAMP.format(now);
        for (String part : new String[] {"", "-wal", "-shm"}) {
            Path from = file.resolveSibling(file.getFileName() + part);
            if (Files.exists(from)) {
                Files.move(from, free(file.resolveSibling(file.getFileName() + suffix + part)));
            }
        }
        LOG.error(
                "The database {} is damaged ({}); it was moved to {}{} and a new one begins",
                file,
                damage.get(),
                file.getFileName(),
                suffix);
    }

    /** Begins this database with a copy of another's gallery; where that cannot be read, without one. */
    void takeGallery(Path other) {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS theirs")) {
                attach.setString(1, other.toString());
                attach.execute();
            }
            statement.execute("BEGIN");
            List<String> orders = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT type, name, sql FROM theirs.sqlite_master"
                    + " WHERE tbl_name GLOB 'face_*' AND sql IS NOT NULL ORDER BY type DESC")) {
                while (row.next()) {
                    orders.add(row.getString(3));
                    if (row.getString(1).equals("table")) {
                        orders.add(
                                "INSERT INTO main." + row.getString(2) + " SELECT * FROM theirs." + row.getString(2));
                    }
                }
            }
            for (String order : orders) {
                statement.execute(order);
            }
            statement.execute("COMMIT");
        } catch (SQLException e) {
            LOG.warn("The gallery of faces cannot be read, so nobody is recognised: {}", e.getMessage());
        }
    }

    private static Path free(Path wanted) {
        Path candidate = wanted;
        for (int i = 2; Files.exists(candidate); i++) {
            candidate = wanted.resolveSibling(wanted.getFileName() + "." + i);
        }
        return candidate;
    }
}
