package io.vedette.event;

import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.worker.Recurring;
import io.vedette.core.spi.worker.Signal;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The board of live facts. Posting puts a fact on the board and into the tray of each listener, where a later fact of the same
 * key takes its place; one thread carries the trays. The pictures on the board are bounded by {@value #MOST_PICTURE_BYTES}
 * bytes, the oldest go first. Thread-safe.
 */
@Component(service = {LiveFacts.class, Workers.class})
public final class LiveBoard implements LiveFacts, Workers {
    private static final Logger LOG = LoggerFactory.getLogger(LiveBoard.class);
    static final long MOST_PICTURE_BYTES = 64L << 20;
    private static final long IDLE_MS = 60_000;

    private final Map<List<Object>, LiveFact> board = new LinkedHashMap<>();
    private final List<Tray> trays = new CopyOnWriteArrayList<>();
    private final Signal news = new Signal();
    private final Recurring broken = new Recurring();
    private final Worker carrier;
    private volatile boolean closed;
    private long pictureBytes;

    @Activate
    public LiveBoard() {
        carrier = Worker.of("vedette-live", this::carry).start();
    }

    @Override
    public void post(LiveFact fact) {
        synchronized (board) {
            if (fact instanceof LiveFact.Gone) {
                board.values().removeIf(each -> each.cameraId().equals(fact.cameraId()) && forget(each));
            } else {
                forget(board.remove(fact.key()));
                board.put(fact.key(), fact);
                pictureBytes += bytes(fact);
                dropOldestPictures(fact);
            }
            for (Tray tray : trays) {
                tray.put(fact);
            }
        }
        news.give();
    }

    private boolean forget(LiveFact fact) {
        pictureBytes -= bytes(fact);
        return true;
    }

    private static long bytes(LiveFact fact) {
        return fact instanceof LiveFact.Snapshot snapshot ? snapshot.jpeg().remaining() : 0;
    }

    private void dropOldestPictures(LiveFact butNot) {
        Iterator<LiveFact> oldest = board.values().iterator();
        while (pictureBytes > MOST_PICTURE_BYTES && oldest.hasNext()) {
            LiveFact each = oldest.next();
            if (bytes(each) > 0 && !each.key().equals(butNot.key())) {
                forget(each);
                oldest.remove();
            }
        }
    }

    @Override
    public List<LiveFact> current() {
        synchronized (board) {
            return List.copyOf(board.values());
        }
    }

    @Override
    public Subscription subscribe(Listener listener) {
        Tray tray = new Tray(listener);
        synchronized (board) {
            board.values().forEach(tray::put);
            trays.add(tray);
        }
        news.give();
        return tray;
    }

    private void carry() throws InterruptedException {
        while (!closed) {
            long seen = news.seen();
            for (Tray tray : trays) {
                tray.serve();
            }
            news.await(seen, IDLE_MS);
        }
    }

    @Override
    public List<WorkerState> workers() {
        return List.of(carrier.state());
    }

    @Deactivate
    void close() {
        closed = true;
        carrier.interrupt();
    }

    /** What one listener has yet to be told. Thread-safe. */
    private final class Tray implements Subscription {
        private final Listener listener;
        private final Map<List<Object>, LiveFact> waiting = new LinkedHashMap<>();
        private final Object calling = new Object();
        private boolean ended;

        Tray(Listener listener) {
            this.listener = listener;
        }

        void put(LiveFact fact) {
            synchronized (waiting) {
                if (fact instanceof LiveFact.Gone) {
                    waiting.values().removeIf(each -> each.cameraId().equals(fact.cameraId()));
                }
                waiting.put(fact.key(), fact);
            }
        }

        void serve() {
            // Not more than there are now, so that one busy tray does not hold up the others.
            int many = size();
            for (int i = 0; i < many; i++) {
                next().ifPresent(this::tell);
            }
        }

        private int size() {
            synchronized (waiting) {
                return waiting.size();
            }
        }

        private Optional<LiveFact> next() {
            synchronized (waiting) {
                Iterator<LiveFact> first = waiting.values().iterator();
                if (!first.hasNext()) {
                    return Optional.empty();
                }
                LiveFact fact = first.next();
                first.remove();
                return Optional.of(fact);
            }
        }

        private void tell(LiveFact fact) {
            synchronized (calling) {
                if (ended) {
                    return;
                }
                try {
                    listener.fact(fact);
                    // plug-in edge: on
                } catch (RuntimeException | LinkageError e) {
                    // plug-in edge: off
                    if (broken.again() > 0) {
                        LOG.warn("A listener of live facts broke ({} times): {}", broken.total(), e.toString());
                    }
                }
            }
        }

        @Override
        public void close() {
            trays.remove(this);
            synchronized (calling) {
                ended = true;
            }
        }
    }
}
