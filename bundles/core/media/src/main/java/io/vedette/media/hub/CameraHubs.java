package io.vedette.media.hub;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hubs;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens hubs and hands them the media sources that come and go. Thread-safe. */
@Component(service = {Hubs.class, Workers.class})
public final class CameraHubs implements Hubs, Sources, Workers {

    private static final Logger LOG = LoggerFactory.getLogger(CameraHubs.class);
    /** SCR's own lock limit is 5 s. */
    private static final long LEAVE_LIMIT_MS = 4_000;

    private final Clocks clocks;
    private final BooleanSupplier stopping;
    private final Slab slab = new Slab();
    private final CopyOnWriteArrayList<CaptureHub> hubs = new CopyOnWriteArrayList<>();
    private final ConcurrentSkipListMap<ServiceReference<MediaSource>, MediaSource> sources =
            new ConcurrentSkipListMap<>();

    @Activate
    public CameraHubs(@Reference InstantSource clock, BundleContext context) {
        this(clock, stopping(context.getBundle(Constants.SYSTEM_BUNDLE_ID)));
    }

    CameraHubs(InstantSource clock, BooleanSupplier stopping) {
        this.clocks = Clocks.of(clock);
        this.stopping = stopping;
    }

    private static BooleanSupplier stopping(Bundle framework) {
        return () -> framework.getState() == Bundle.STOPPING;
    }

    @Reference(
            service = MediaSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "leave")
    void come(ServiceReference<MediaSource> reference, MediaSource source) {
        sources.put(reference, source);
        hubs.forEach(CaptureHub::sourcesChanged);
    }

    void leave(ServiceReference<MediaSource> reference, MediaSource source) {
        sources.remove(reference, source);
        hubs.forEach(CaptureHub::sourcesChanged);
        long until = System.nanoTime() + LEAVE_LIMIT_MS * 1_000_000;
        synchronized (this) {
            try {
                for (long left = LEAVE_LIMIT_MS;
                        left > 0 && hubs.stream().anyMatch(hub -> hub.uses(source));
                        left = (until - System.nanoTime()) / 1_000_000) {
                    wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (hubs.stream().anyMatch(hub -> hub.uses(source))) {
            LOG.warn("A media source leaves while a capture still runs in it");
        }
    }

    @Override
    public MediaSource choose(String uri) throws CaptureException {
        for (MediaSource source : sources.descendingMap().values()) {
            if (source.supports(uri)) {
                return source;
            }
        }
        throw new CaptureException(
                sources.isEmpty()
                        ? "no media source is installed (the bundle media-ffmpeg brings one)"
                        : "no media source can open such an address");
    }

    @Override
    public boolean present(MediaSource source) {
        return sources.containsValue(source);
    }

    @Override
    public boolean canOpen(String uri) {
        // plug-in edge: on
        try {
            return sources.values().stream().anyMatch(source -> source.supports(uri));
        } catch (RuntimeException | LinkageError e) {
            // Whoever opens it is told.
            return true;
        }
        // plug-in edge: off
    }

    @Override
    public boolean stopping() {
        return stopping.getAsBoolean();
    }

    @Override
    public synchronized void released() {
        notifyAll();
    }

    @Override
    public Hub open(Settings settings) {
        CaptureHub hub = new CaptureHub(settings, this, slab, clocks, hubs::remove);
        hubs.add(hub);
        return hub.start();
    }

    /** A capture that has read its file to the end is over, and nothing to tell of. */
    @Override
    public List<WorkerState> workers() {
        return hubs.stream()
                .map(CaptureHub::worker)
                .filter(each -> each.status() != WorkerState.Status.ENDED)
                .toList();
    }

    @Deactivate
    void stop() {
        hubs.forEach(CaptureHub::cease);
        hubs.forEach(CaptureHub::close);
    }
}
