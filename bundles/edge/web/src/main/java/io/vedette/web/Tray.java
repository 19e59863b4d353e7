package io.vedette.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one watcher has yet to be told: of each thing the latest state only, and the latest {@value #MOST_MESSAGES} event
 * messages. So a slow watcher misses, and holds nobody up. Thread-safe.
 */
final class Tray {
    static final int MOST_MESSAGES = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, News> states = new LinkedHashMap<>();
    private final Deque<News> messages = new ArrayDeque<>();
    private final boolean everything;
    private final long after;
    private final Runnable nudge;
    private boolean closed;

    /**
     * An empty tray.
     *
     * @param everything whether states are wanted, not only event messages
     * @param after position of the last event message that the watcher knows; negative where it wants new ones only
     */
    Tray(boolean everything, long after) {
        this(everything, after, () -> {});
    }

    /** One whose watcher does not wait, but is nudged: soon after something came, once a second else, and when it is closed. */
    Tray(boolean everything, long after, Runnable nudge) {
        this.everything = everything;
        this.after = after;
        this.nudge = nudge;
    }

    long after() {
        return after;
    }

    /** A thing's latest state. */
    void state(String thing, News news) {
        if (everything) {
            put(() -> {
                states.remove(thing);
                states.put(thing, news);
            });
        }
    }

    void message(News news) {
        put(() -> {
            messages.addLast(news);
            if (messages.size() > MOST_MESSAGES) {
                messages.removeFirst();
            }
        });
    }

    private void put(Runnable change) {
        lock.lock();
        try {
            if (!closed) {
                change.run();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is new, waited for at most so long; empty where nothing came. */
    List<News> take(long timeoutMs) throws InterruptedException {
        long leftNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        lock.lockInterruptibly();
        try {
            while (states.isEmpty() && messages.isEmpty() && !closed && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            List<News> all = new ArrayList<>(states.values());
            all.addAll(messages);
            states.clear();
            messages.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** The next that is new; empty where there is nothing, or nobody to tell. */
    Optional<News> next() {
        lock.lock();
        try {
            Iterator<News> first = states.values().iterator();
            if (closed || !first.hasNext()) {
                return closed ? Optional.empty() : Optional.ofNullable(messages.pollFirst());
            }
            News news = first.next();
            first.remove();
            return Optional.of(news);
        } finally {
            lock.unlock();
        }
    }

    void nudge() {
        nudge.run();
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        nudge.run();
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
