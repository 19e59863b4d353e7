package io.vedette.event;

import io.vedette.api.event.EventEnricher;
import io.vedette.api.event.ObjectEvent;
import io.vedette.core.spi.worker.Recurring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has enrichers add to messages what they know, in order and each within its budget. One that fails or is late is skipped and
 * counted; one that is so {@value #PATIENCE} times in a row rests for {@value #REST_S} s, so that it cannot hold up the events of
 * all cameras for long. Messages pass on one thread; enrichers come and go on any.
 */
final class Enrichment {
    private static final Logger LOG = LoggerFactory.getLogger(Enrichment.class);
    static final int PATIENCE = 3;
    static final int REST_S = 30;

    private volatile List<Station> stations = List.of();

    /** An enricher, with a thread of its own. */
    private static final class Station {
        private final EventEnricher enricher;
        private final int ranking;
        private final long order;
        private final ThreadPoolExecutor thread;
        private final AtomicLong skipped = new AtomicLong();
        private final Recurring failures = new Recurring();
        private int inARow;
        private long restsUntilNs = System.nanoTime();

        Station(EventEnricher enricher, int ranking, long order) {
            this.enricher = enricher;
            this.ranking = ranking;
            this.order = order;
            this.thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1), task -> {
                Thread made = new Thread(task, "vedette-enricher-" + enricher.name());
                made.setDaemon(true);
                return made;
            });
        }

        /** What it adds; nothing where it rests, fails or is late. */
        Map<String, Object> ask(ObjectEvent event) throws InterruptedException {
            if (System.nanoTime() - restsUntilNs < 0) {
                skipped.incrementAndGet();
                return Map.of();
            }
            Future<Map<String, Object>> answer = null;
            try {
                Duration budget = budget();
                answer = thread.submit(() -> enricher.enrich(event));
                Map<String, Object> added = answer.get(budget.toNanos(), TimeUnit.NANOSECONDS);
                Map<String, Object> safe = added == null ? Map.of() : Map.copyOf(added);
                inARow = 0;
                failures.wentWell();
                return safe;
            } catch (TimeoutException | RejectedExecutionException e) {
                late(answer);
                // plug-in edge: on
            } catch (ExecutionException | RuntimeException e) {
                // plug-in edge: off
                skip("it failed: " + (e.getCause() == null ? e : e.getCause()));
            }
            return Map.of();
        }

        private void late(Future<?> answer) {
            if (answer != null) {
                answer.cancel(true);
            }
            skip("it took longer than its budget");
        }

        private Duration budget() {
            Duration wanted = enricher.budget();
            boolean usable = wanted != null && !wanted.isNegative() && !wanted.isZero();
            Duration budget = usable ? wanted : Duration.ofMillis(1);
            return budget.compareTo(EventEnricher.MOST) > 0 ? EventEnricher.MOST : budget;
        }

        private void skip(String why) {
            skipped.incrementAndGet();
            inARow++;
            if (inARow >= PATIENCE) {
                inARow = 0;
                restsUntilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(REST_S);
            }
            long times = failures.again();
            if (times > 0) {
                LOG.warn("Enricher {} was skipped ({} in a row): {}", enricher.name(), times, why);
            }
        }
    }

    /** An enricher came; of higher ranking means earlier, of equal ranking the one that came first. */
    synchronized void add(EventEnricher enricher, int ranking) {
        List<Station> all = new ArrayList<>(stations);
        long order = all.stream().mapToLong(each -> each.order).max().orElse(0) + 1;
        all.add(new Station(enricher, ranking, order));
        all.sort(Comparator.comparingInt((Station each) -> -each.ranking).thenComparingLong(each -> each.order));
        stations = List.copyOf(all);
    }

    synchronized void remove(EventEnricher enricher) {
        List<Station> all = new ArrayList<>(stations);
        all.removeIf(each -> {
            boolean leaves = each.enricher.equals(enricher);
            if (leaves) {
                each.thread.shutdownNow();
            }
            return leaves;
        });
        stations = List.copyOf(all);
    }

    /** The message with what was found out; what the message says itself is not overwritten. */
    ObjectEvent pass(ObjectEvent event) throws InterruptedException {
        ObjectEvent now = event;
        for (Station station : stations) {
            Map<String, Object> added = station.ask(now);
            if (!added.isEmpty()) {
                Map<String, Object> all = new HashMap<>(added);
                all.putAll(now.attributes());
                now = new ObjectEvent(now.key(), now.what(), now.times(), now.provenance(), now.zones(), all);
            }
        }
        return now;
    }

    /** How often each was skipped. */
    Map<String, Long> skipped() {
        Map<String, Long> all = new TreeMap<>();
        stations.forEach(each -> all.merge(each.enricher.name(), each.skipped.get(), Long::sum));
        return all;
    }

    void close() {
        stations.forEach(each -> each.thread.shutdownNow());
    }
}
