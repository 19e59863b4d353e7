package io.vedette.pipeline.lane;

import io.vedette.api.trigger.Press;
import io.vedette.api.trigger.Trigger;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.face.Recognition;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.live.LivePicture;
import io.vedette.core.spi.live.LivePictures;
import io.vedette.core.spi.media.FramePool;
import io.vedette.core.spi.media.Hubs;
import io.vedette.core.spi.media.Scaler;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.clip.Clips;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.gate.ProbeBudget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All cameras with their hubs and lanes: applies settings as differences. Thread-safe. */
@Component(service = {CameraLanes.class, Cameras.class, LivePictures.class, Trigger.class, Workers.class})
public final class CameraLanes implements Cameras, LivePictures, Trigger, Workers {

    private static final Logger LOG = LoggerFactory.getLogger(CameraLanes.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration LEAVE = Duration.ofSeconds(1);
    private static final long HUNG_NS = 1_000_000_000L;
    /** The share of the machine that looks without certain cause may take. */
    private static final double PROBES_PER_CORE = 0.1;

    private static final double PROBES_AT_ONCE_S = 1;
    private static final int MOST_LANES = 10_000;

    private final Hubs hubs;
    private final LaneServices services;
    private final Fallback fallback;
    private final int workers = Runtime.getRuntime().availableProcessors();
    private final ThreadPoolExecutor pool;
    private final Worker ticker;
    private final Runnable onExperts = this::expertsChanged;
    /** Changed under the lock; read by anybody, since a change may wait for a connection to end. */
    private final Map<String, Camera> cameras = new ConcurrentSkipListMap<>();

    private volatile Recognition recognition;

    @Activate
    public CameraLanes(
            @Reference Hubs hubs,
            @Reference FramePool frames,
            @Reference Scaler scaler,
            @Reference ObjectEvents events,
            @Reference LiveFacts facts,
            @Reference InstantSource clock,
            @Reference ExpertRegistry experts,
            @Reference Clips clips) {
        this.hubs = hubs;
        this.pool = pool(workers);
        this.services = new LaneServices(
                experts,
                frames,
                scaler,
                events,
                facts,
                () -> Optional.ofNullable(recognition),
                clips,
                probes(),
                clock,
                pool);
        this.fallback = new Fallback(experts.detectors());
        experts.listen(onExperts);
        this.ticker = Worker.every(TICK, "vedette-lane-ticker", this::tick).start();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setRecognition(Recognition service) {
        recognition = service;
    }

    void unsetRecognition(Recognition service) {
        if (service.equals(recognition)) {
            recognition = null;
        }
    }

    private ProbeBudget probes() {
        return new ProbeBudget(PROBES_PER_CORE * workers, PROBES_AT_ONCE_S);
    }

    private static ThreadPoolExecutor pool(int workers) {
        // An array leaves nothing on the heap for a packet. Each lane stands in it at most once.
        var ready = new ArrayBlockingQueue<Runnable>(MOST_LANES);
        // Once stopped, nobody is woken any more; whoever signals late (a detector, a hub) is not to be harmed by it.
        var late = new ThreadPoolExecutor.DiscardPolicy();
        var pool = new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, ready, named("vedette-lane-"), late);
        // While memory is short there may be no new thread.
        pool.prestartAllCoreThreads();
        return pool;
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private void tick() {
        cameras.values().forEach(camera -> camera.lane().tick());
        standInForHung();
    }

    /** An expert that hangs holds its own camera up, not the others: each worker that it holds has a stand-in meanwhile. */
    private void standInForHung() {
        long hung = cameras.values().stream()
                .filter(camera -> camera.lane().runningNs() > HUNG_NS)
                .count();
        int size = workers + (int) hung;
        if (size > pool.getCorePoolSize()) {
            pool.setMaximumPoolSize(size);
            pool.setCorePoolSize(size);
        } else if (size < pool.getCorePoolSize()) {
            pool.setCorePoolSize(size);
            pool.setMaximumPoolSize(size);
        }
    }

    private void expertsChanged() {
        cameras.values().forEach(camera -> camera.lane().expertsChanged());
    }

    /** Adds a camera, or changes what differs; another address reconnects, nothing else does. */
    public synchronized void apply(CameraSettings settings) {
        Camera camera = cameras.get(settings.id());
        if (camera == null) {
            cameras.put(settings.id(), new Camera(settings, hubs, services, fallback));
            LOG.info(
                    "Camera {} is added: {}",
                    settings.id(),
                    CameraAddress.shown(settings.source().uri()));
        } else if (camera.apply(settings)) {
            LOG.info("Camera {} is changed", settings.id());
        }
    }

    /** Removes a camera; its open events end. */
    public void remove(String id) {
        Camera removed;
        synchronized (this) {
            removed = cameras.remove(id);
        }
        if (removed != null) {
            removed.close();
            services.experts().detectors().forget(id);
            LOG.info("Camera {} is removed", id);
        }
    }

    @Override
    public List<CameraStatus> all() {
        return cameras.values().stream().map(c -> c.lane().view().status()).toList();
    }

    @Override
    public Optional<CameraStatus> find(String id) {
        return Optional.ofNullable(cameras.get(id)).map(c -> c.lane().view().status());
    }

    @Override
    public Optional<LivePicture> latest(String cameraId) {
        return Optional.ofNullable(cameras.get(cameraId))
                .flatMap(c -> c.lane().screen().latest(System.nanoTime()));
    }

    @Override
    public boolean press(Press press) {
        Camera camera = cameras.get(press.cameraId());
        boolean there = camera != null && camera.press(press);
        if (there) {
            LOG.info("Camera {}: somebody pressed {}", press.cameraId(), press.source());
        }
        return there;
    }

    @Override
    public synchronized boolean turn(String id, Switch which, boolean on) {
        Camera camera = cameras.get(id);
        if (camera != null) {
            camera.turn(which, on);
        }
        return camera != null;
    }

    @Override
    public List<WorkerState> workers() {
        List<WorkerState> all = new ArrayList<>();
        all.add(ticker.state());
        cameras.values().forEach(camera -> all.add(camera.lane().worker()));
        return all;
    }

    /** Ends all cameras together, within 4 s; meanwhile the ticker goes on, so that a lane that hangs does not hold up the others. */
    @Deactivate
    void stop() {
        services.experts().unlisten(onExperts);
        List<Camera> all;
        synchronized (this) {
            all = List.copyOf(cameras.values());
        }
        all.forEach(Camera::cease);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Camera.STOP_LIMIT_MS);
        all.forEach(camera -> camera.close(TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        cameras.clear();
        ticker.stop(LEAVE);
        pool.shutdown();
    }
}
