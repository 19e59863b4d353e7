package io.vedette.pipeline.swap;

import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.SwapException;
import io.vedette.core.spi.expert.SwapReport;
import io.vedette.core.spi.expert.Swaps;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.expert.PlugInFolders;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges experts by way of the home's folder of plug-ins and the pins, which are the whole state. Thread-safe. */
@Component(service = Swaps.class)
public final class HotSwap implements Swaps {

    private static final Logger LOG = LoggerFactory.getLogger(HotSwap.class);
    private static final long INSTALL_MS = 30_000;
    private static final long START_MS = 5_000;
    private static final long APPEAR_MS = 10_000;
    private static final long LOAD_MS = 180_000;
    private static final long LEAVE_MS = 15_000;

    private final BundleContext context;
    private final ExpertRegistry experts;
    private final PlugInFolders folders;
    private final ServiceComponentRuntime components;
    private final ReentrantLock one = new ReentrantLock();

    @Activate
    public HotSwap(
            @Reference ExpertRegistry experts,
            @Reference PlugInFolders folders,
            @Reference ServiceComponentRuntime components,
            BundleContext context) {
        this.experts = experts;
        this.folders = folders;
        this.components = components;
        this.context = context;
    }

    @Override
    public SwapReport swap(Path file) throws SwapException, InterruptedException {
        return alone(() -> {
            PlugInJar jar = PlugInJar.read(file);
            DeployFolder deploy = new DeployFolder(folders.deploy()
                    .orElseThrow(() ->
                            new SwapException("the deploy folder is turned off: io.vedette.plugins.cfg, deploy")));
            Incomer incomer = new Incomer(context, components, jar);
            checkPlace(jar, incomer);
            List<Candidate> before = experts.candidates();
            long fromNs = System.nanoTime();
            Path place = deploy.put(jar);
            try {
                Candidate fresh = arrive(jar, incomer);
                SwapReport report = exchange(former(before, fresh), fresh, fromNs);
                deploy.keepOnly(jar.bundle(), kept(report));
                LOG.info("Swapped {}", report.line());
                return report;
            } catch (SwapException e) {
                deploy.remove(place);
                await(LEAVE_MS, () -> incomer.bundle().isEmpty());
                LOG.warn("No swap: {}", e.getMessage());
                throw e;
            }
        });
    }

    @Override
    public SwapReport rollback(String name) throws SwapException, InterruptedException {
        return alone(() -> {
            List<Candidate> versions = experts.candidates().stream()
                    .filter(c -> c.name().equals(name))
                    .toList();
            if (versions.isEmpty()) {
                throw new SwapException("there is no expert of the name '" + name + "'");
            }
            Candidate present = versions.stream()
                    .filter(c -> !c.cameras().isEmpty())
                    .findFirst()
                    .orElse(versions.get(0));
            Candidate other = versions.stream()
                    .filter(c -> !c.bundle().equals(present.bundle()) && c.state() == Candidate.State.READY)
                    .findFirst()
                    .orElseThrow(() -> new SwapException("there is no other version of " + name
                            + " that could serve; there is " + labels(versions)));
            SwapReport report = exchange(Optional.of(present), other, System.nanoTime());
            LOG.info("Rolled back {}", report.line());
            return report;
        });
    }

    /** A step of an exchange. */
    private interface Exchange {
        SwapReport run() throws SwapException, InterruptedException;
    }

    private SwapReport alone(Exchange exchange) throws SwapException, InterruptedException {
        if (!one.tryLock()) {
            throw new SwapException("another exchange is under way; try again when it is over");
        }
        try {
            return exchange.run();
        } finally {
            one.unlock();
        }
    }

    private void checkPlace(PlugInJar jar, Incomer incomer) throws SwapException {
        if (incomer.bundle().isPresent()) {
            throw new SwapException(
                    jar.label() + " is installed already. A swap needs another version: the same one would be"
                            + " replaced in place, with a gap");
        }
        for (Bundle each : context.getBundles()) {
            if (jar.bundle().equals(each.getSymbolicName()) && !folders.holds(each)) {
                throw new SwapException(
                        jar.bundle() + " is a part of the program, not a plug-in; it is exchanged by an upgrade");
            }
        }
    }

    /** Waits until the bundle runs and its expert is ready to serve. */
    private Candidate arrive(PlugInJar jar, Incomer incomer) throws SwapException, InterruptedException {
        if (!await(INSTALL_MS, () -> incomer.bundle().isPresent())) {
            throw new SwapException(
                    jar.label() + " is refused: it was not installed within " + INSTALL_MS / 1000 + " s");
        }
        // The watcher starts it in its own time; started sooner, it would be stopped once more by the watcher's
        // refresh.
        if (!await(START_MS, incomer::runs)) {
            incomer.start();
        }
        if (!await(APPEAR_MS, () -> row(jar.label()).isPresent())) {
            throw new SwapException(jar.label() + " is refused: " + incomer.silence());
        }
        await(LOAD_MS, () -> row(jar.label())
                .filter(c -> c.state() == Candidate.State.LOADING)
                .isEmpty());
        Candidate row = row(jar.label()).orElseThrow(() -> new SwapException(jar.label() + " has gone again"));
        if (row.state() == Candidate.State.UNAVAILABLE || row.state() == Candidate.State.LOADING) {
            String why = row.because().isEmpty() ? "it is still loading after " + LOAD_MS / 1000 + " s" : row.because();
            throw new SwapException(jar.label() + " is refused: it is unavailable, because " + why);
        }
        return row;
    }

    private SwapReport exchange(Optional<Candidate> former, Candidate fresh, long fromNs)
            throws SwapException, InterruptedException {
        Optional<Version> pinned = experts.pinned(fresh.name());
        Trial trial = new Trial(experts, former, fresh, fromNs);
        experts.pin(fresh.name(), version(fresh).toString());
        try {
            trial.await(this::await);
            return trial.report();
        } catch (SwapException e) {
            if (pinned.isPresent()) {
                experts.pin(fresh.name(), pinned.get().toString());
            } else {
                experts.unpin(fresh.name());
            }
            throw e;
        }
    }

    /** The version of the same expert that served, or would have served, before. */
    private static Optional<Candidate> former(List<Candidate> before, Candidate fresh) {
        List<Candidate> ready = before.stream()
                .filter(c -> c.kind().equals(fresh.kind())
                        && c.name().equals(fresh.name())
                        && c.state() == Candidate.State.READY)
                .toList();
        return ready.stream().filter(c -> !c.cameras().isEmpty()).findFirst().or(() -> ready.stream()
                .findFirst());
    }

    private static Set<Version> kept(SwapReport report) {
        Set<Version> kept = new HashSet<>();
        kept.add(Version.parseVersion(report.to()));
        if (!report.from().isEmpty()) {
            kept.add(Version.parseVersion(report.from()));
        }
        return kept;
    }

    private Optional<Candidate> row(String label) {
        return experts.candidates().stream()
                .filter(c -> c.bundle().equals(label))
                .findFirst();
    }

    private static String labels(List<Candidate> rows) {
        return String.join(", ", rows.stream().map(Candidate::bundle).toList());
    }

    static Version version(Candidate row) {
        return Version.parseVersion(row.bundle().substring(row.bundle().indexOf('/') + 1));
    }

    /** Waits until something holds; false where it does not within the time. */
    private boolean await(long limitMs, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + limitMs * 1_000_000;
        synchronized (this) {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - until > 0) {
                    return false;
                }
                wait(10);
            }
        }
        return true;
    }
}
