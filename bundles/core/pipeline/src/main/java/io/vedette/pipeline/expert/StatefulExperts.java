package io.vedette.pipeline.expert;

import io.vedette.core.spi.expert.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All candidates of one kind of stateful expert (decoder, motion, tracker). Lanes lease the best one and open a session in it; a
 * service that leaves waits until its leases are back. Thread-safe.
 */
public final class StatefulExperts<T> {

    private static final Logger LOG = LoggerFactory.getLogger(StatefulExperts.class);
    /** SCR's own limit is 5 s. */
    private static final long LEAVE_LIMIT_MS = 4_000;
    /** A call that takes longer has hung, even if it returns in the end. */
    private static final long CALL_LIMIT_NS = 2_000_000_000L;
    /** A failed expert rests so long before it is chosen again. */
    private static final long REST_NS = 10_000_000_000L;

    private final String kind;
    private final Function<T, String> nameOf;
    private final Function<String, Optional<Version>> pins;
    private final Runnable changed;
    private final List<Entry<T>> entries = new ArrayList<>();

    StatefulExperts(
            String kind, Function<T, String> nameOf, Function<String, Optional<Version>> pins, Runnable changed) {
        this.kind = kind;
        this.nameOf = nameOf;
        this.pins = pins;
        this.changed = changed;
    }

    private static final class Entry<T> {
        final ServiceReference<T> reference;
        final T service;
        final Origin origin;
        final String name;
        final List<String> cameras = new ArrayList<>();
        boolean leaving;
        long errors;
        long restUntilNs;
        String because = "";

        Entry(ServiceReference<T> reference, T service, String name) {
            this.reference = reference;
            this.service = service;
            this.origin = Origin.of(reference);
            this.name = name;
        }

        boolean resting() {
            return restUntilNs != 0 && System.nanoTime() - restUntilNs < 0;
        }
    }

    /** One lane's hold on an expert. Confined to its lane. */
    public final class Lease implements AutoCloseable {
        private final Entry<T> entry;
        private final String camera;
        private boolean given;
        private boolean hung;
        private long asideNs;

        private Lease(Entry<T> entry, String camera) {
            this.entry = entry;
            this.camera = camera;
        }

        public T service() {
            return entry.service;
        }

        public String name() {
            return entry.name;
        }

        /** Whether the lane must let go at once: the service is about to go, or a call of this lane hung in it. */
        public boolean leaving() {
            synchronized (StatefulExperts.this) {
                return hung || entry.leaving;
            }
        }

        /** Time of the present call that was not the expert's own: it called back, and others worked. */
        public void aside(long ns) {
            asideNs += ns;
        }

        /**
         * Calls the leased expert.
         *
         * @throws PlugIn.Failure whatever it threw; the expert is told of by {@link #failed}
         */
        public <A, R> R call(String what, PlugIn.Call<A, R> code, A argument) throws PlugIn.Failure {
            asideNs = 0;
            long from = System.nanoTime();
            R result = PlugIn.call(what, code, argument);
            long tookNs = System.nanoTime() - from - asideNs;
            if (tookNs > CALL_LIMIT_NS) {
                hung = true;
                failed(what + " took " + tookNs / 1_000_000_000L + " s");
            }
            return result;
        }

        /** As {@link #call(String, PlugIn.Call, Object)}, for what is called seldom. */
        public <R> R call(String what, Callable<R> code) throws PlugIn.Failure {
            return call(what, Callable::call, code);
        }

        /** As {@link #call(String, Callable)}, for calls without a result. */
        public void run(String what, PlugIn.Action code) throws PlugIn.Failure {
            call(what, PlugIn.RUN, code);
        }

        /** The expert failed; it rests for a while and others are preferred, by all cameras. */
        public void failed(String because) {
            rest(because);
            changed.run();
        }

        private void rest(String because) {
            synchronized (StatefulExperts.this) {
                entry.errors++;
                entry.because = because;
                entry.restUntilNs = System.nanoTime() + REST_NS;
                long n = entry.errors;
                if (n == 1 || n == 10 || n == 100 || n % 1000 == 0) {
                    LOG.warn("{} {} of {} failed (time {}): {}", kind, entry.name, entry.origin.label(), n, because);
                }
            }
        }

        @Override
        public void close() {
            synchronized (StatefulExperts.this) {
                if (!given) {
                    given = true;
                    entry.cameras.remove(camera);
                    StatefulExperts.this.notifyAll();
                }
            }
        }
    }

    void come(ServiceReference<T> reference, T service) {
        String name;
        try {
            name = PlugIn.call("info", () -> nameOf.apply(service));
        } catch (PlugIn.Failure e) {
            LOG.warn("A {} of {} is refused: {}", kind, Origin.of(reference).label(), e.getMessage());
            return;
        }
        synchronized (this) {
            entries.add(new Entry<>(reference, service, name));
        }
        changed.run();
    }

    void leave(ServiceReference<T> reference, T service) {
        Entry<T> entry;
        synchronized (this) {
            entry = entries.stream()
                    .filter(e -> e.reference.equals(reference) && e.service == service)
                    .findFirst()
                    .orElse(null);
            if (entry == null) {
                return;
            }
            entry.leaving = true;
        }
        changed.run();
        long until = System.nanoTime() + LEAVE_LIMIT_MS * 1_000_000;
        synchronized (this) {
            try {
                for (long left = LEAVE_LIMIT_MS;
                        left > 0 && !entry.cameras.isEmpty();
                        left = (until - System.nanoTime()) / 1_000_000) {
                    wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            entries.remove(entry);
            if (!entry.cameras.isEmpty()) {
                LOG.warn("{} {} leaves while cameras {} still use it", kind, entry.origin.label(), entry.cameras);
            }
        }
    }

    /** Leases the best candidate that fits, for a camera; empty where there is none. */
    public synchronized Optional<Lease> lease(String camera, Predicate<T> fits) {
        return best(fits).map(entry -> {
            entry.cameras.add(camera);
            return new Lease(entry, camera);
        });
    }

    /** Whether another candidate than the held one should serve. */
    public synchronized boolean outdated(Lease held, Predicate<T> fits) {
        return held.entry.leaving
                || best(fits).filter(best -> best != held.entry).isPresent();
    }

    /** Whether any candidate fits. */
    public synchronized boolean has(Predicate<T> fits) {
        return best(fits).isPresent();
    }

    private Optional<Entry<T>> best(Predicate<T> fits) {
        return entries.stream().filter(e -> !e.leaving && fits(e, fits)).min(order());
    }

    private boolean fits(Entry<T> entry, Predicate<T> fits) {
        try {
            return PlugIn.call("fitness of " + entry.name, () -> fits.test(entry.service));
        } catch (PlugIn.Failure e) {
            return false;
        }
    }

    private Comparator<Entry<T>> order() {
        Comparator<Entry<T>> rested = Comparator.comparing(Entry::resting);
        return rested.thenComparing((Entry<T> e) -> !pinned(e)).thenComparing(e -> e.origin, Origin.BEST_FIRST);
    }

    private boolean pinned(Entry<T> entry) {
        return pins.apply(entry.name).filter(entry.origin.version()::equals).isPresent();
    }

    synchronized boolean has(String name, Version version) {
        return entries.stream()
                .anyMatch(e -> e.name.equals(name) && e.origin.version().equals(version));
    }

    synchronized List<Candidate> candidates() {
        return entries.stream()
                .sorted(order())
                .map(e -> new Candidate(
                        kind,
                        e.name,
                        e.origin.label(),
                        e.leaving ? Candidate.State.LEAVING : Candidate.State.READY,
                        e.because,
                        List.copyOf(new TreeSet<>(e.cameras)),
                        Map.of(
                                "rank", String.valueOf(e.origin.ranking()),
                                "errors", String.valueOf(e.errors),
                                "leases", String.valueOf(e.cameras.size()),
                                "pinned", String.valueOf(pinned(e)))))
                .toList();
    }
}
