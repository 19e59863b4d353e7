package io.vedette.web;

import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.EventTail;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.live.LivePictures;
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
    private final AtomicReference<EventTail> eventTail = new AtomicReference<>();
    private final AtomicReference<LiveFacts> liveFacts = new AtomicReference<>();
    private final AtomicReference<LivePictures> livePictures = new AtomicReference<>();

    Optional<Cameras> cameras() {
        return Optional.ofNullable(cameras.get());
    }

    Optional<Experts> experts() {
        return Optional.ofNullable(experts.get());
    }

    Optional<EventLog> eventLog() {
        return Optional.ofNullable(eventLog.get());
    }

    Optional<EventTail> eventTail() {
        return Optional.ofNullable(eventTail.get());
    }

    Optional<LiveFacts> liveFacts() {
        return Optional.ofNullable(liveFacts.get());
    }

    Optional<LivePictures> livePictures() {
        return Optional.ofNullable(livePictures.get());
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
    void bindEventTail(EventTail service) {
        eventTail.set(service);
    }

    void unbindEventTail(EventTail service) {
        eventTail.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindLiveFacts(LiveFacts service) {
        liveFacts.set(service);
    }

    void unbindLiveFacts(LiveFacts service) {
        liveFacts.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindLivePictures(LivePictures service) {
        livePictures.set(service);
    }

    void unbindLivePictures(LivePictures service) {
        livePictures.compareAndSet(service, null);
    }
}
