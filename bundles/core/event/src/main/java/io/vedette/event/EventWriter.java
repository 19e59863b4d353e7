package io.vedette.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vedette.api.event.ObjectEvent;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.StoreException;
import io.vedette.core.spi.worker.Recurring;
import io.vedette.core.spi.worker.Signal;
import io.vedette.event.EventTables.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the event log, on a thread of its own.
 *
 * <p>Lanes hand messages over and go on. The writer takes what has gathered and commits it as one group: messages, outbox rows
 * and the check of each camera's epoch in one transaction. A disk that is slow or full makes messages wait in memory, up to
 * {@value #MOST_WAITING}; then the lanes wait too, and nothing is lost. Before its first message it ends what an earlier run
 * left open. Where it breaks and is run anew, it goes on with the message at which it broke; see {@link Group}. Thread-safe;
 * {@link #run} is its thread's.
 */
final class EventWriter {
    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
    static final int MOST_WAITING = 20_000;
    private static final long IDLE_MS = 200;
    /** The longest cooldown of a rule. */
    private static final Duration ALERTS_RECALLED = Duration.ofDays(1);

    private static final int ALERTS_AMONG = 20_000;

    private final Database database;
    private final InstantSource clock;
    private final Supplier<EventSetup> setup;
    private final Finishing finishing;
    private final Watcher watcher;
    private final BlockingQueue<ObjectEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Group group;
    private final Signal stop = new Signal();
    private final ReentrantLock writing = new ReentrantLock();
    private final Backoff backoff = new Backoff(100, 5_000);
    private final Recurring failures = new Recurring();
    private final Recurring stale = new Recurring();
    private final Recurring full = new Recurring();
    private volatile boolean stopping;
    private volatile long deadlineNs;
    private boolean repaired;
    private long lastId;

    /** Who wants to know what the writer has done; called on its thread. */
    interface Watcher {
        /** Messages may have been written. */
        void written();

        /** A round is over, of writing or of waiting for something to write: there is time for what takes a moment. */
        void rested();
    }

    EventWriter(
            Database database, InstantSource clock, Supplier<EventSetup> setup, Finishing finishing, Watcher watcher) {
        this.database = database;
        this.finishing = finishing;
        this.group = new Group(finishing);
        this.clock = clock;
        this.setup = setup;
        this.watcher = watcher;
    }

    /** Hands a message over. Waits only where the queue is full; an interrupt does not lose the message and stays set. */
    void put(ObjectEvent event) {
        if (waiting.offer(event)) {
            return;
        }
        if (full.again() > 0) {
            LOG.warn("The event log is {} messages behind; cameras wait for it", MOST_WAITING);
        }
        boolean interrupted = false;
        while (true) {
            try {
                waiting.put(event);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Messages that wait in memory. */
    int waiting() {
        return waiting.size();
    }

    /** Failed attempts to write since the start. */
    long failures() {
        return failures.total();
    }

    /** Messages refused since their camera has a newer owner. */
    long refused() {
        return stale.total();
    }

    /** Lets the thread write what waits, for at most so long, and end. */
    void stop(Duration atMost) {
        deadlineNs = System.nanoTime() + atMost.toNanos();
        stopping = true;
        stop.give();
    }

    /** Writes until it is to stop. What it has taken from the queue it keeps, so that nothing is lost where it is run anew. */
    void run() throws InterruptedException {
        try {
            while (!repaired || !stopping || unwritten() > 0) {
                if (!step()) {
                    LOG.error("{} event messages were not stored before the stop", unwritten());
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("The event writer was interrupted with {} messages waiting", unwritten());
            throw e;
        }
    }

    private int unwritten() {
        return group.size() + waiting.size();
    }

    /** False where it must stop before it is done. */
    private boolean step() throws InterruptedException {
        if (!repaired) {
            repaired = untilDone(this::endWhatWasLeftOpen);
            watcher.written();
            return repaired;
        }
        if (group.gather(waiting, IDLE_MS) && !writeUntilDone()) {
            return false;
        }
        if (!stopping) {
            watcher.rested();
        }
        return true;
    }

    /** Runs something between two groups: what it changes holds for all that is written afterwards. */
    <T> T between(Between<T> what) throws StoreException {
        writing.lock();
        try {
            T result = what.run();
            group.finishAnew();
            return result;
        } finally {
            writing.unlock();
        }
    }

    /** What is run between two groups. */
    @FunctionalInterface
    interface Between<T> {
        T run() throws StoreException;
    }

    private boolean writeUntilDone() throws InterruptedException {
        writing.lockInterruptibly();
        try {
            List<Entry> entries = group.finished();
            boolean done = untilDone(connection -> append(connection, entries));
            if (done) {
                group.clear();
            }
            return done;
        } finally {
            writing.unlock();
            watcher.written();
        }
    }

    /** One group. A retry after a commit whose answer was lost writes nothing twice. */
    private int append(Connection connection, List<Entry> entries) throws SQLException {
        Set<String> sinks = setup.get().sinks();
        long now = clock.millis();
        int refused = 0;
        for (Entry entry : entries) {
            if (EventTables.holds(connection, entry.camera(), entry.epoch())) {
                EventTables.append(connection, ++lastId, now, entry, sinks);
            } else {
                refused++;
                tellRefused(entry);
            }
        }
        return refused;
    }

    private void tellRefused(Entry entry) {
        if (stale.again() > 0) {
            LOG.warn(
                    "Camera {} has a newer owner: message of epoch {} refused ({} so far)",
                    entry.camera(),
                    entry.epoch(),
                    stale.total());
        }
    }

    private int endWhatWasLeftOpen(Connection connection) throws SQLException {
        lastId = EventTables.lastId(connection);
        finishing.recall(EventTables.alerts(connection, clock.millis() - ALERTS_RECALLED.toMillis(), ALERTS_AMONG));
        List<Entry> open = EventTables.open(connection);
        for (Entry last : open) {
            try {
                EventTables.append(
                        connection,
                        ++lastId,
                        clock.millis(),
                        Repair.ended(last),
                        setup.get().sinks());
            } catch (JsonProcessingException e) {
                LOG.error(
                        "Event {} is unreadable and stays without end: {}",
                        last.message().eventId(),
                        e.getMessage());
                EventTables.closeUnreadable(connection, last);
            }
        }
        if (!open.isEmpty()) {
            LOG.info("{} events that an earlier run left open were ended", open.size());
        }
        return open.size();
    }

    /** Tries a transaction until it is done or the writer must stop. */
    private boolean untilDone(Database.Work<Integer> work) throws InterruptedException {
        while (true) {
            long seen = stop.seen();
            try {
                database.transaction(work);
                backoff.wentWell();
                long before = failures.wentWell();
                if (before > 0) {
                    LOG.info("The event log is written again, after {} failed attempts", before);
                }
                return true;
            } catch (StoreException e) {
                long times = failures.again();
                if (times > 0) {
                    LOG.warn("Events wait in memory ({} attempts): {}", times, e.getMessage());
                }
                if (stopping && System.nanoTime() - deadlineNs > 0) {
                    return false;
                }
                stop.await(seen, backoff.failed());
            }
        }
    }
}
