package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));

    @TempDir
    Path root;

    private SqliteDatabase database;

    @BeforeEach
    void open() throws IOException, StoreException {
        database = new SqliteDatabase(new HomeFolder(root.toString(), ""), NOW);
        database.migrate("probe", SqliteDatabaseTest.class, "io/vedette/store/probe");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsWhatWasCommittedAfterItIsOpenedAgain() throws Exception {
        insert(1);
        database.close();
        open();
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void leavesNothingOfWhatWasDeletedInItsFilesOnceCompacted() throws Exception {
        database.transaction(connection -> {
            execute(connection, "INSERT INTO probe_thing VALUES (5, 'unforgettable')");
            return null;
        });
        database.transaction(connection -> {
            execute(connection, "DELETE FROM probe_thing WHERE id = 5");
            return null;
        });
        assertThat(anyFileHolds("unforgettable")).isTrue();
        database.compact();
        assertThat(anyFileHolds("unforgettable")).isFalse();
    }

    private boolean anyFileHolds(String text) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void rollsBackWhatThrows() throws Exception {
        assertThatThrownBy(() -> database.transaction(connection -> {
                    execute(connection, "INSERT INTO probe_thing VALUES (7, 'a')");
                    execute(connection, "INSERT INTO probe_thing VALUES (7, 'b')");
                    return null;
                }))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> database.transaction(connection -> {
                    execute(connection, "INSERT INTO probe_thing VALUES (8, 'a')");
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(things()).isZero();
    }

    @Test
    void refusesATransactionInsideATransaction() {
        assertThatThrownBy(() -> database.transaction(connection -> {
                    try {
                        return database.transaction(inner -> 1);
                    } catch (StoreException e) {
                        throw new SQLException(e);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsAHistoryOfItsOwnForEachRoom() throws Exception {
        insert(1);
        database.migrate("other", SqliteDatabaseTest.class, "io/vedette/store/probe2");
        database.migrate("probe", SqliteDatabaseTest.class, "io/vedette/store/probe");
        assertThat(count("SELECT count(*) FROM probe_schema WHERE version = '1'"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM other_schema WHERE version = '1'"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM other_thing")).isZero();
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void saysSoWhereARoomsScriptsAreMissing() {
        assertThatThrownBy(() -> database.migrate("lost", SqliteDatabaseTest.class, "io/vedette/store/nowhere"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("lost");
    }

    @Test
    void answersAFullDiskWithAnExceptionAndGoesOnWhenThereIsRoom() throws Exception {
        long pages = count("PRAGMA page_count");
        count("PRAGMA max_page_count=" + (pages + 2));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        insertLong(i);
                    }
                })
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("disk is full");
        long kept = things();
        count("PRAGMA max_page_count=1000000");
        insertLong(1000);
        assertThat(things()).isEqualTo(kept + 1);
    }

    @Test
    void movesADamagedFileAsideAndBeginsANewOne() throws Exception {
        for (int i = 0; i < 50; i++) {
            insertLong(i);
        }
        database.close();
        Path file = root.resolve("data/vedette.db");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long at = 4096; at < channel.size(); at += 4096) {
                channel.write(ByteBuffer.wrap(new byte[512]), at);
            }
        }
        open();
        assertThat(things()).isZero();
        assertThat(root.resolve("data/vedette.db.corrupt-2026-11-21T08-00-00Z")).exists();
    }

    @Test
    void movesAFileAsideThatIsNoDatabase() throws Exception {
        database.close();
        Files.writeString(root.resolve("data/vedette.db"), "this is not a database, ".repeat(400));
        open();
        insert(1);
        assertThat(things()).isEqualTo(1);
        assertThat(root.resolve("data/vedette.db.corrupt-2026-11-21T08-00-00Z"))
                .content()
                .startsWith("this is not");
    }

    @Test
    void letsWritersWaitForEachOther() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int id = i;
            all.add(writers.submit(() -> {
                insert(id);
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        writers.shutdown();
        assertThat(things()).isEqualTo(40);
    }

    @Test
    void refusesWorkOnceItIsClosed() {
        database.close();
        assertThatThrownBy(() -> insert(1)).isInstanceOf(StoreException.class).hasMessageContaining("closed");
    }

    @Test
    void writesAheadAndSynchronously() throws Exception {
        assertThat(database.<String>transaction(connection -> text(connection, "PRAGMA journal_mode")))
                .isEqualTo("wal");
        assertThat(count("PRAGMA synchronous")).isEqualTo(2);
        assertThat(count("PRAGMA foreign_keys")).isEqualTo(1);
    }

    private void insert(int id) throws StoreException {
        database.transaction(connection -> execute(connection, "INSERT INTO probe_thing VALUES (" + id + ", 'x')"));
    }

    private void insertLong(int id) throws StoreException {
        String text = "x".repeat(2000);
        database.transaction(
                connection -> execute(connection, "INSERT INTO probe_thing VALUES (" + id + ", '" + text + "')"));
    }

    private long things() throws StoreException {
        return count("SELECT count(*) FROM probe_thing");
    }

    private long count(String sql) throws StoreException {
        return Long.parseLong(database.<String>transaction(connection -> text(connection, sql)));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
