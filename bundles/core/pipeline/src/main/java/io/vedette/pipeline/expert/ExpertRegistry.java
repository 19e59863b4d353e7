package io.vedette.pipeline.expert;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.track.ObjectTracker;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.expert.LookTimes;
import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All experts of all kinds. Others are told when the choice may have changed. Thread-safe. */
@Component(service = {ExpertRegistry.class, Experts.class, Workers.class})
public final class ExpertRegistry implements Experts, Workers {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int MODELS_EVERY_TICKS = 20;
    private static final Duration LEAVE = Duration.ofSeconds(1);

    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Worker clock;
    private final ModelFolders models;
    private final Pins pins;
    private final Detectors detectors;
    private final StatefulExperts<FrameDecoder> decoders;
    private final StatefulExperts<MotionDetector> motions;
    private final StatefulExperts<ObjectTracker> trackers;
    private int ticks; // Confined to the clock.

    @Activate
    public ExpertRegistry(@Reference Home home) {
        pins = new Pins(home.data().resolve("pins.properties"));
        detectors = new Detectors(pins::of, this::changed);
        decoders = new StatefulExperts<>("decoder", d -> d.info().name(), pins::of, this::changed);
        motions = new StatefulExperts<>("motion", m -> m.info().name(), pins::of, this::changed);
        trackers = new StatefulExperts<>("tracker", t -> t.info().name(), pins::of, this::changed);
        models = new ModelFolders(home);
        clock = Worker.every(TICK, "vedette-experts", this::tick).start();
    }

    private void tick() {
        ticks++;
        detectors.tick();
        if (ticks % MODELS_EVERY_TICKS == 0 && models.changed()) {
            detectors.modelsChanged();
        }
    }

    public Detectors detectors() {
        return detectors;
    }

    public StatefulExperts<FrameDecoder> decoders() {
        return decoders;
    }

    public StatefulExperts<MotionDetector> motions() {
        return motions;
    }

    public StatefulExperts<ObjectTracker> trackers() {
        return trackers;
    }

    /** Calls the listener, on any thread, whenever another expert may have become the best. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    public void unlisten(Runnable listener) {
        listeners.remove(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDetector(ServiceReference<ObjectDetector> reference, ObjectDetector service) {
        detectors.come(reference, service);
    }

    void unbindDetector(ServiceReference<ObjectDetector> reference, ObjectDetector service) {
        detectors.leave(reference, service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDecoder(ServiceReference<FrameDecoder> reference, FrameDecoder service) {
        decoders.come(reference, service);
    }

    void unbindDecoder(ServiceReference<FrameDecoder> reference, FrameDecoder service) {
        decoders.leave(reference, service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindMotion(ServiceReference<MotionDetector> reference, MotionDetector service) {
        motions.come(reference, service);
    }

    void unbindMotion(ServiceReference<MotionDetector> reference, MotionDetector service) {
        motions.leave(reference, service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTracker(ServiceReference<ObjectTracker> reference, ObjectTracker service) {
        trackers.come(reference, service);
    }

    void unbindTracker(ServiceReference<ObjectTracker> reference, ObjectTracker service) {
        trackers.leave(reference, service);
    }

    @Override
    public List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>(detectors.rows());
        all.addAll(decoders.candidates());
        all.addAll(motions.candidates());
        all.addAll(trackers.candidates());
        return all;
    }

    @Override
    public LookTimes lookTimes() {
        return detectors.turnarounds().all();
    }

    @Override
    public void pin(String name, String version) {
        Version wanted = Version.parseVersion(version);
        if (!has(name, wanted)) {
            List<String> there = candidates().stream()
                    .filter(c -> c.name().equals(name))
                    .map(c -> c.bundle().substring(c.bundle().indexOf('/') + 1))
                    .toList();
            throw new IllegalArgumentException("no candidate '" + name + "' has version " + version + "; "
                    + (there.isEmpty() ? "there is none of that name" : "there is " + String.join(", ", there)));
        }
        pins.pin(name, wanted);
        changed();
    }

    /** The version that is pinned for a name. */
    public Optional<Version> pinned(String name) {
        return pins.of(name);
    }

    private boolean has(String name, Version version) {
        return detectors.has(name, version)
                || decoders.has(name, version)
                || motions.has(name, version)
                || trackers.has(name, version);
    }

    @Override
    public void unpin(String name) {
        pins.unpin(name);
        changed();
    }

    @Override
    public List<WorkerState> workers() {
        List<WorkerState> all = new ArrayList<>(detectors.workers());
        all.add(clock.state());
        return all;
    }

    @Deactivate
    void stop() {
        clock.stop(LEAVE);
        detectors.stop();
    }
}
