package io.vedette.core.spi.worker;

import io.vedette.core.spi.worker.WorkerState.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What befell one worker: counts it, tells of each kind with its stack once and then at 10, 100 and so on, and says how long to
 * rest before the next attempt, 100 ms to 30 s. A minute without any makes it begin at 100 ms again. Thread-safe.
 */
public final class Setbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Setbacks.class);
    private static final long FIRST_MS = 100;
    private static final long LONGEST_MS = 30_000;
    private static final long WELL_NS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration RECENT = Duration.ofMinutes(10);
    /** So many without a good minute in between are more than an accident. */
    private static final int TOO_MANY = 3;

    private static final int MOST_KINDS = 50;

    private final String name;
    private final boolean vital;
    private final Map<String, Recurring> kinds = new HashMap<>();
    private long restarts;
    private int inARow;
    private long lastNs;
    private String last = "";
    private Instant since = Instant.now();

    /**
     * Nothing befell it yet.
     *
     * @param name whom
     * @param vital whether events are lost or nobody watches meanwhile
     */
    public Setbacks(String name, boolean vital) {
        this.name = name;
        this.vital = vital;
    }

    /** It broke. Never throws; returns how long to rest before it begins anew, milliseconds. */
    public long befell(Throwable broken) {
        return befell(broken, System.nanoTime());
    }

    long befell(Throwable broken, long nowNs) {
        long restMs = count(nowNs);
        // plug-in edge: on — where memory is short, telling of it may break as well, and the worker is to go on
        // nevertheless
        try {
            note(broken, restMs);
        } catch (RuntimeException | Error e) {
            kinds.clear();
        }
        // plug-in edge: off
        return restMs;
    }

    private synchronized long count(long nowNs) {
        if (nowNs - lastNs > WELL_NS) {
            inARow = 0;
        }
        long restMs = Math.min(LONGEST_MS, FIRST_MS << Math.min(inARow, 20));
        restarts++;
        inARow++;
        lastNs = nowNs;
        return restMs;
    }

    private synchronized void note(Throwable broken, long restMs) {
        if (inARow == 1 || inARow == TOO_MANY) {
            since = Instant.now();
        }
        last = oneLine(broken);
        if (kinds.size() == MOST_KINDS) {
            kinds.clear();
        }
        long times = kinds.computeIfAbsent(kind(broken), any -> new Recurring()).again();
        if (times == 1) {
            LOG.error("{} broke and begins anew in {} ms", name, restMs, broken);
        } else if (times > 0) {
            LOG.error("{} broke {} times and begins anew in {} ms: {}", name, times, restMs, last);
        }
    }

    private static String kind(Throwable broken) {
        StackTraceElement[] stack = broken.getStackTrace();
        return broken.getClass().getName() + (stack.length == 0 ? "" : stack[0]);
    }

    private static String oneLine(Throwable broken) {
        return broken.toString().lines().findFirst().orElse("");
    }

    /** How the worker is, as far as setbacks tell. */
    public WorkerState state() {
        return state(System.nanoTime());
    }

    synchronized WorkerState state(long nowNs) {
        boolean recent = restarts > 0 && nowNs - lastNs < RECENT.toNanos();
        boolean failing = restarts > 0 && nowNs - lastNs < WELL_NS && inARow >= TOO_MANY;
        Status status = failing ? Status.FAILING : recent ? Status.RESTARTED : Status.RUNNING;
        return new WorkerState(name, status, vital, restarts, last, since);
    }
}
