package io.vedette.pipeline.swap;

import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.SwapReport;
import io.vedette.core.spi.worker.Signal;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.expert.Turnarounds;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what it cost that a detector's jar was overwritten: the bundle is updated in place, so its former version is gone before
 * the new one comes, which a swap avoids. Thread-safe.
 */
@Component(service = Workers.class, immediate = true)
public final class Overwritten implements SynchronousBundleListener, Workers {
    private static final Logger LOG = LoggerFactory.getLogger(Overwritten.class);
    private static final String DETECTOR = "detector";
    private static final long LOOK_MS = 100;
    private static final long IDLE_MS = 60_000;
    private static final long BEFORE_NS = 10_000_000_000L;
    private static final long GIVEN_UP_NS = 60_000_000_000L;

    private final BundleContext context;
    private final ExpertRegistry experts;
    private final Turnarounds looks;
    private final Map<Bundle, Gap> gaps = new ConcurrentHashMap<>();
    private final Signal news = new Signal();
    private final Worker worker = Worker.of("vedette-overwritten", this::watch);

    private volatile boolean closed;

    /** From the stop of a bundle that served. Immutable. */
    private record Gap(Candidate former, long fromNs, long unserved, boolean updated) {
        Gap asUpdated() {
            return new Gap(former, fromNs, unserved, true);
        }
    }

    @Activate
    public Overwritten(@Reference ExpertRegistry experts, BundleContext context) {
        this.experts = experts;
        this.looks = experts.detectors().turnarounds();
        this.context = context;
        context.addBundleListener(this);
        worker.start();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.STOPPING -> candidate(bundle)
                    .filter(each -> !each.cameras().isEmpty())
                    .ifPresent(former ->
                            gaps.put(bundle, new Gap(former, System.nanoTime(), looks.unservedSoFar(), false)));
            case BundleEvent.UPDATED -> {
                if (gaps.computeIfPresent(bundle, (same, gap) -> gap.asUpdated()) != null) {
                    news.give();
                }
            }
            case BundleEvent.UNINSTALLED -> gaps.remove(bundle);
            default -> {
                // The rest of a bundle's life is of no interest here.
            }
        }
    }

    private Optional<Candidate> candidate(Bundle bundle) {
        String label = bundle.getSymbolicName() + "/" + bundle.getVersion();
        return experts.candidates().stream()
                .filter(each -> each.kind().equals(DETECTOR) && each.bundle().equals(label))
                .findFirst();
    }

    /** Looks often while an exchange is under way, until it has been reported or given up. */
    private void watch() throws InterruptedException {
        while (!closed) {
            long seen = news.seen();
            boolean underWay = gaps.values().stream().anyMatch(Gap::updated);
            news.await(seen, underWay ? LOOK_MS : IDLE_MS);
            look();
        }
    }

    private void look() {
        for (Iterator<Map.Entry<Bundle, Gap>> each = gaps.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Bundle, Gap> entry = each.next();
            Gap gap = entry.getValue();
            Optional<Candidate> fresh = candidate(entry.getKey());
            if (fresh.isPresent() && gap.updated() && looks.answered(fresh.get().bundle(), gap.fromNs()) > 0) {
                LOG.info("Overwritten {}", report(gap, fresh.get()).line());
                each.remove();
            } else if (System.nanoTime() - gap.fromNs() > GIVEN_UP_NS) {
                each.remove();
            }
        }
    }

    private SwapReport report(Gap gap, Candidate fresh) {
        long now = System.nanoTime();
        Candidate former = gap.former();
        return new SwapReport(
                DETECTOR,
                fresh.name(),
                HotSwap.version(former).toString(),
                HotSwap.version(fresh).toString(),
                fresh.cameras().size(),
                looks.unservedSoFar() - gap.unserved(),
                0,
                0,
                new SwapReport.P95(
                        looks.p95Ms(gap.fromNs() - BEFORE_NS, gap.fromNs()),
                        looks.p95Ms(gap.fromNs(), now),
                        OptionalDouble.empty()));
    }

    @Override
    public List<WorkerState> workers() {
        return List.of(worker.state());
    }

    @Deactivate
    void close() {
        context.removeBundleListener(this);
        closed = true;
        worker.interrupt();
    }
}
