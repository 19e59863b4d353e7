package io.vedette.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vedette.api.event.ObjectEvent;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.StoreException;
import io.vedette.event.EventTables.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
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
 * left open. Thread-safe; {@link #run} is its thread's.
 */
final class EventWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
    static final int MOST_WAITING = 20_000;
    private static final int GROUP = 256;
    private static final int PRUNED_AT_ONCE = 500;
    private static final long IDLE_MS = 200;
    private static final long PRUNE_EVERY_MS = Duration.ofHours(1).toMillis();
    private static final Duration ORPHANS_KEPT = Duration.ofDays(7);

    private final Database database;
    private final InstantSource clock;
    private final Supplier<EventSetup> setup;
    private final Finishing finishing;
    private final Runnable written;
    private final BlockingQueue<ObjectEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Signal stop = new Signal();
    private final ReentrantLock writing = new ReentrantLock();
    private final Backoff backoff = new Backoff(100, 5_000);
    private final Recurring failures = new Recurring();
    private final Recurring stale = new Recurring();
    private final Recurring full = new Recurring();
    private volatile boolean stopping;
    private volatile long deadlineNs;
    private long lastId;
    private long nextPruneMs;

    EventWriter(
            Database database, InstantSource clock, Supplier<EventSetup> setup, Finishing finishing, Runnable written) {
        this.database = database;
        this.finishing = finishing;
        this.clock = clock;
        this.setup = setup;
        this.written = written;
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

    @Override
    public void run() {
        try {
            if (!untilDone(this::endWhatWasLeftOpen)) {
                LOG.error("{} event messages were not stored: the database did not answer", waiting.size());
                return;
            }
            written.run();
            List<ObjectEvent> group = new ArrayList<>(GROUP);
            while (!stopping || !waiting.isEmpty()) {
                group.clear();
                gather(group);
                if (!group.isEmpty() && !writeUntilDone(group)) {
                    LOG.error("{} event messages were not stored before the stop", group.size() + waiting.size());
                    return;
                }
                pruneWhenDue();
            }
        } catch (InterruptedException e) {
            LOG.warn("The event writer was interrupted with {} messages waiting", waiting.size());
            Thread.currentThread().interrupt();
        }
    }

    private void gather(List<ObjectEvent> group) throws InterruptedException {
        ObjectEvent first = waiting.poll(IDLE_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
            group.add(first);
            waiting.drainTo(group, GROUP - 1);
        }
    }

    /** Runs something between two groups: what it changes holds for all that is written afterwards. */
    <T> T between(Between<T> what) throws StoreException {
        writing.lock();
        try {
            return what.run();
        } finally {
            writing.unlock();
        }
    }

    /** What is run between two groups. */
    @FunctionalInterface
    interface Between<T> {
        T run() throws StoreException;
    }

    private boolean writeUntilDone(List<ObjectEvent> group) throws InterruptedException {
        writing.lockInterruptibly();
        try {
            return write(group);
        } finally {
            writing.unlock();
        }
    }

    private boolean write(List<ObjectEvent> group) throws InterruptedException {
        List<Entry> entries = new ArrayList<>(group.size());
        for (ObjectEvent event : group) {
            entries.add(finishing.finish(event));
        }
        boolean done = untilDone(connection -> append(connection, entries));
        written.run();
        return done;
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

    private void pruneWhenDue() {
        long now = clock.millis();
        if (now < nextPruneMs || stopping) {
            return;
        }
        EventSetup current = setup.get();
        try {
            int gone = database.transaction(connection -> prune(connection, current, now));
            nextPruneMs = gone == 0 ? now + PRUNE_EVERY_MS : now;
        } catch (StoreException e) {
            LOG.warn("Old events could not be forgotten: {}", e.getMessage());
            nextPruneMs = now + PRUNE_EVERY_MS;
        }
    }

    private int prune(Connection connection, EventSetup setup, long now) throws SQLException {
        int gone = 0;
        for (String sink : EventTables.backlog(connection).keySet()) {
            if (!setup.sinks().contains(sink) && !finishing.sinks().contains(sink)) {
                gone += EventTables.forgetSink(connection, sink, now - ORPHANS_KEPT.toMillis(), PRUNED_AT_ONCE);
            }
        }
        DeadTable.prune(connection);
        return gone + EventTables.prune(connection, now - setup.retention().toMillis(), PRUNED_AT_ONCE);
    }
}
