package io.vedette.core.spi.room;

import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.EventTail;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.live.LivePictures;
import io.vedette.core.spi.media.FramePool;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The rooms of core as far as they are there, for an edge that must answer while one is missing. The framework binds them; tests may,
 * too. Thread-safe.
 */
@Component(service = Rooms.class)
public final class Rooms {
    private final AtomicReference<Cameras> cameras = new AtomicReference<>();
    private final AtomicReference<Experts> experts = new AtomicReference<>();
    private final AtomicReference<EventLog> eventLog = new AtomicReference<>();
    private final AtomicReference<EventTail> eventTail = new AtomicReference<>();
    private final AtomicReference<LiveFacts> liveFacts = new AtomicReference<>();
    private final AtomicReference<LivePictures> livePictures = new AtomicReference<>();
    private final AtomicReference<FramePool> framePool = new AtomicReference<>();

    public Optional<Cameras> cameras() {
        return Optional.ofNullable(cameras.get());
    }

    public Optional<Experts> experts() {
        return Optional.ofNullable(experts.get());
    }

    public Optional<EventLog> eventLog() {
        return Optional.ofNullable(eventLog.get());
    }

    public Optional<EventTail> eventTail() {
        return Optional.ofNullable(eventTail.get());
    }

    public Optional<LiveFacts> liveFacts() {
        return Optional.ofNullable(liveFacts.get());
    }

    public Optional<LivePictures> livePictures() {
        return Optional.ofNullable(livePictures.get());
    }

    public Optional<FramePool> framePool() {
        return Optional.ofNullable(framePool.get());
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindCameras(Cameras service) {
        cameras.set(service);
    }

    public void unbindCameras(Cameras service) {
        cameras.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindExperts(Experts service) {
        experts.set(service);
    }

    public void unbindExperts(Experts service) {
        experts.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindEventLog(EventLog service) {
        eventLog.set(service);
    }

    public void unbindEventLog(EventLog service) {
        eventLog.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindEventTail(EventTail service) {
        eventTail.set(service);
    }

    public void unbindEventTail(EventTail service) {
        eventTail.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindLiveFacts(LiveFacts service) {
        liveFacts.set(service);
    }

    public void unbindLiveFacts(LiveFacts service) {
        liveFacts.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindLivePictures(LivePictures service) {
        livePictures.set(service);
    }

    public void unbindLivePictures(LivePictures service) {
        livePictures.compareAndSet(service, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindFramePool(FramePool service) {
        framePool.set(service);
    }

    public void unbindFramePool(FramePool service) {
        framePool.compareAndSet(service, null);
    }
}
