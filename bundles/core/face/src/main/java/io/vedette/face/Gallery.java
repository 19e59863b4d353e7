package io.vedette.face;

import io.vedette.api.face.FaceException;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.StoreException;
import io.vedette.face.PictureTable.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The gallery's walls: its tables, opened with a vault, and the album that cameras look into. A change is made in one transaction,
 * and the album follows before the change returns. Thread-safe.
 */
final class Gallery {
    private final Database database;
    private final InstantSource clock;
    /** Held for reading by each transaction; taken after this object's monitor where both are. */
    private final ReadWriteLock turn = new ReentrantReadWriteLock();

    private volatile Tables tables;
    private volatile Optional<String> shut = Optional.empty();
    private volatile Album album = Album.EMPTY;
    private final Set<String> complete = new HashSet<>();

    /** The tables as one vault reads and writes them. Immutable. */
    record Tables(Vault vault, PersonTable people, PictureTable pictures) {
        static Tables of(Vault vault) {
            return new Tables(vault, new PersonTable(vault), new PictureTable(vault));
        }
    }

    /** Work on the tables inside a transaction; a refusal rolls it back. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection, Tables tables) throws SQLException, FaceException;
    }

    /** Carries a refusal out of a transaction. */
    private static final class Refused extends SQLException {
        private static final long serialVersionUID = 1L;
        private final FaceException why;

        Refused(FaceException why) {
            super(why);
            this.why = why;
        }
    }

    Gallery(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.tables = Tables.of(Vault.OPEN);
    }

    Instant now() {
        return clock.instant();
    }

    /** Finds the vault that the gallery is to be opened with. */
    @FunctionalInterface
    interface Unlocking {
        Vault vault() throws FaceException;
    }

    /**
     * Opens the gallery, or closes it: then nobody is recognised, and nothing is read or written. Nothing else is under way
     * meanwhile, lest a row be written for the former vault.
     *
     * @throws FaceException it is closed
     */
    synchronized void open(Unlocking unlocking) throws FaceException {
        turn.writeLock().lock();
        try {
            tables = Tables.of(unlocking.vault());
            shut = Optional.empty();
        } catch (FaceException e) {
            shut = Optional.of(e.getMessage());
            publish(Map.of(), Map.of());
            throw e;
        } finally {
            turn.writeLock().unlock();
        }
        refresh();
    }

    /** Why the gallery is closed; empty where it is open. */
    Optional<String> whyShut() {
        return shut;
    }

    /** The latest album; empty while the gallery is closed. */
    Album album() {
        return album;
    }

    /** Works on the tables; the album stays as it is. */
    <T> T read(Work<T> work) throws FaceException {
        turn.readLock().lock();
        try {
            checkOpen();
            Tables now = tables;
            return database.transaction(c -> refusable(c, now, work));
        } catch (StoreException e) {
            throw told(e);
        } finally {
            turn.readLock().unlock();
        }
    }

    private void checkOpen() throws FaceException {
        Optional<String> why = shut;
        if (why.isPresent()) {
            throw new FaceException(why.get());
        }
    }

    private static <T> T refusable(Connection c, Tables tables, Work<T> work) throws SQLException {
        try {
            return work.run(c, tables);
        } catch (FaceException e) {
            throw new Refused(e);
        }
    }

    private static FaceException told(StoreException e) {
        return e.getCause() instanceof Refused refused ? refused.why : new FaceException(e.getMessage(), e);
    }

    /** Changes something about people; the album follows. */
    synchronized <T> T change(Work<T> work) throws FaceException {
        T result = read(work);
        refresh();
        return result;
    }

    /** Reads the album anew. */
    synchronized void refresh() throws FaceException {
        Map<Long, Album.Card> people = new HashMap<>();
        Map<String, List<FaceIndex.Entry>> faces = new HashMap<>();
        read((c, now) -> {
            for (PersonTable.Row each : now.people().all(c)) {
                if (!each.leaving()) {
                    people.put(each.id(), new Album.Card(each.name(), each.list()));
                }
            }
            for (Stored each : now.pictures().directions(c, true)) {
                if (people.containsKey(each.owner)) {
                    faces.computeIfAbsent(each.model, model -> new ArrayList<>())
                            .add(new FaceIndex.Entry(each.owner, each.direction));
                }
            }
            return people;
        });
        Map<String, FaceIndex> indexes = new HashMap<>();
        faces.forEach((model, entries) -> indexes.put(model, FaceIndex.of(entries)));
        publish(people, indexes);
    }

    private synchronized void publish(Map<Long, Album.Card> people, Map<String, FaceIndex> indexes) {
        album = new Album(album.version() + 1, people, indexes, complete);
    }

    /** All faces that could be made of a model are there, or are not any more. */
    synchronized void complete(String model, boolean isComplete) {
        boolean changed = isComplete ? complete.add(model) : complete.remove(model);
        if (changed) {
            publish(album.people(), album.indexes());
        }
    }

    /** Does what a failure or a stop left undone of {@link #compact}. */
    void compactWhereDue() throws FaceException {
        if (read((c, now) -> Room.mustCompact(c))) {
            compact();
        }
    }

    /** Sees to it that nothing that was deleted can be read in the files any more. */
    void compact() throws FaceException {
        try {
            database.compact();
        } catch (StoreException e) {
            throw new FaceException(
                    "It was deleted, but may still stand in the database's file; this is tried again: "
                            + e.getMessage(),
                    e);
        }
        read((c, now) -> {
            Room.compacted(c);
            return null;
        });
    }
}
