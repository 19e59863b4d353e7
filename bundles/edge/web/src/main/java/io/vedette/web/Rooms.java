package io.vedette.web;

import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.expert.Experts;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The rooms of core as far as they are there; the page must answer while one is missing. Thread-safe. */
@Component(service = Rooms.class)
public final class Rooms {
    private final AtomicReference<Cameras> cameras = new AtomicReference<>();
    private final AtomicReference<Experts> experts = new AtomicReference<>();
    private final AtomicReference<EventLog> eventLog = new AtomicReference<>();

    Optional<Cameras> cameras() {
        return Optional.ofNullable(cameras.get());
    }

    Optional<Experts> experts() {
        return Optional.ofNullable(experts.get());
    }

    Optional<EventLog> eventLog() {
        return Optional.ofNullable(eventLog.get());
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
}
