package io.vedette.event;

import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.api.event.SinkRejectedException;
import io.vedette.core.spi.event.SinkState.Failing;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.StoreException;
import io.vedette.core.spi.worker.Recurring;
import io.vedette.core.spi.worker.Signal;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.event.EventTables.Waiting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the outbox of one sink to one service, on a thread of its own, in the order of first occurrence: a message that is
 * not taken is tried again, with growing pauses up to 10 s, before any other.
 *
 * <p>What was taken is struck out in groups, at the latest after a second, before a pause and at the end: only a crash can make
 * a message come twice. Thread-safe; {@link #run} is its thread's.
 */
final class SinkDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(SinkDelivery.class);
    private static final int GROUP = 64;
    private static final long STRIKE_OUT_EVERY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE_MS = 60_000;

    private final EventSink sink;
    private final String name;
    private final Database database;
    private final Signal news;
    private final InstantSource clock;
    private final Backoff backoff = new Backoff(100, 10_000);
    private final Recurring failures = new Recurring();
    private final Attempts attempts;
    private final Worker worker;
    private volatile boolean stopped;
    /** What was taken and is not struck out yet. */
    private final Set<Long> taken = new LinkedHashSet<>();

    private long struckOutAtNs = System.nanoTime();

    SinkDelivery(EventSink sink, String name, Database database, Signal news, InstantSource clock) {
        this.sink = sink;
        this.name = name;
        this.database = database;
        this.news = news;
        this.clock = clock;
        this.attempts = new Attempts(clock);
        this.worker = Worker.vital("vedette-sink-" + name, this::run);
    }

    /** What fails now; empty where nothing does. */
    Optional<Failing> failing() {
        return attempts.failing();
    }

    /** What the sink says that its owner must mend; empty where nothing. */
    Optional<String> complaint() {
        // plug-in edge: on
        try {
            return sink.complaint().map(Attempts::line);
        } catch (RuntimeException | LinkageError e) {
            return Optional.of("it broke when it was asked how it is: " + e);
        }
        // plug-in edge: off
    }

    void start() {
        worker.start();
    }

    /** Interrupts a running call and waits for it; one that will not return in time is left to itself. */
    void stop(Duration atMost) {
        stopped = true;
        if (!worker.stop(atMost)) {
            LOG.warn("Sink {} does not return; its message stays in the outbox", name);
        }
    }

    /** Begins to stop; {@link #stop} waits for it. */
    void cease() {
        stopped = true;
        worker.interrupt();
    }

    WorkerState worker() {
        return worker.state();
    }

    private void run() throws InterruptedException {
        try {
            while (!stopped) {
                step();
            }
        } finally {
            strikeOut();
        }
    }

    /** Delivers what waits, or waits for more. */
    private void step() throws InterruptedException {
        long seen = news.seen();
        List<Waiting> group;
        try {
            group = database.transaction(connection -> EventTables.waiting(connection, name, GROUP + taken.size()));
            group.removeIf(row -> taken.contains(row.id()));
        } catch (StoreException e) {
            tell("the outbox cannot be read: " + e.getMessage());
            news.await(seen, backoff.failed());
            return;
        }
        for (Waiting each : group) {
            if (!delivered(each)) {
                // Look again: it may have been erased or given up.
                return;
            }
            if (System.nanoTime() - struckOutAtNs > STRIKE_OUT_EVERY_NS) {
                strikeOut();
            }
        }
        strikeOut();
        if (group.isEmpty()) {
            attempts.done();
            news.await(seen, IDLE_MS);
        }
    }

    /** One attempt; a pause follows where it failed. */
    private boolean delivered(Waiting row) throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("the sink is leaving");
        }
        attempts.began();
        String refusal = offer(row);
        if (refusal != null) {
            attempts.failed(refusal);
            tell(refusal);
            strikeOut();
            pause(backoff.failed());
            return false;
        }
        attempts.wentWell();
        taken.add(row.id());
        backoff.wentWell();
        long before = failures.wentWell();
        if (before > 0) {
            LOG.info("Sink {} takes events again, after {} failed attempts", name, before);
        }
        return true;
    }

    /** One attempt. Returns why it failed, or null. */
    private String offer(Waiting row) throws InterruptedException {
        try {
            sink.deliver(row.message());
            return null;
        } catch (SinkRejectedException e) {
            return bury(row, String.valueOf(e.getMessage()));
        } catch (SinkException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            if (stopped) {
                throw e;
            }
            return "it gave up without being asked";
            // plug-in edge: on
        } catch (RuntimeException | LinkageError e) {
            return "it broke: " + e;
        } catch (Error e) {
            attempts.failed("it broke: " + e);
            throw e;
        }
        // plug-in edge: off
    }

    /** Puts a message that will never be taken to the dead letters. Returns why that failed, or null. */
    private String bury(Waiting row, String reason) {
        try {
            database.transaction(connection -> DeadTable.add(connection, name, row.id(), clock.millis(), reason));
            LOG.warn("Sink {} refuses a message for good; it is among the dead letters: {}", name, reason);
            return null;
        } catch (StoreException e) {
            return "a message that it refuses cannot be put to the dead letters: " + e.getMessage();
        }
    }

    /** New messages must not shorten the pause. */
    private static void pause(long ms) throws InterruptedException {
        new Signal().await(0, ms);
    }

    private void tell(String why) {
        long times = failures.again();
        if (times > 0) {
            LOG.warn("Sink {} took nothing ({} attempts): {}", name, times, why);
        }
    }

    private void strikeOut() {
        if (taken.isEmpty()) {
            return;
        }
        try {
            database.transaction(connection -> EventTables.taken(connection, name, taken));
            taken.clear();
            struckOutAtNs = System.nanoTime();
        } catch (StoreException e) {
            tell("what it took could not be struck out: " + e.getMessage());
        }
    }
}
