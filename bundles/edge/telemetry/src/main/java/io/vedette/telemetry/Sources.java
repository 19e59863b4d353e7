package io.vedette.telemetry;

import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.health.Health;
import io.vedette.core.spi.media.FramePool;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Whom to ask for figures, as far as they are there. Thread-safe. */
@Component(service = Sources.class)
public final class Sources {
    private final AtomicReference<Cameras> cameras = new AtomicReference<>();
    private final AtomicReference<Experts> experts = new AtomicReference<>();
    private final AtomicReference<EventLog> eventLog = new AtomicReference<>();
    private final AtomicReference<FramePool> framePool = new AtomicReference<>();
    private final AtomicReference<Health> health = new AtomicReference<>();

    Optional<Cameras> cameras() {
        return Optional.ofNullable(cameras.get());
    }

    Optional<Experts> experts() {
        return Optional.ofNullable(experts.get());
    }

    Optional<EventLog> eventLog() {
        return Optional.ofNullable(eventLog.get());
    }

    Optional<FramePool> framePool() {
        return Optional.ofNullable(framePool.get());
    }

    Optional<Health> health() {
        return Optional.ofNullable(health.get());
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindCameras(Cameras service) {
        cameras.set(service);
    }

    void unbindCameras(Cameras service) {
        cameras.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindExperts(Experts service) {
        experts.set(service);
    }

    void unbindExperts(Experts service) {
        experts.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindEventLog(EventLog service) {
        eventLog.set(service);
    }

    void unbindEventLog(EventLog service) {
        eventLog.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindFramePool(FramePool service) {
        framePool.set(service);
    }

    void unbindFramePool(FramePool service) {
        framePool.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindHealth(Health service) {
        health.set(service);
    }

    void unbindHealth(Health service) {
        health.compareAndSet(service, null);
    }
}
