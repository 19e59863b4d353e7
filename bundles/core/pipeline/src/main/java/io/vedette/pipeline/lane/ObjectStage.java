package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.media.Frame;
import io.vedette.api.track.PictureSize;
import io.vedette.api.track.Track;
import io.vedette.core.spi.event.LookOutcome;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.face.FaceFinding;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.expert.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes tracks and events of what looks have found, or of motion where no detector will come. Confined to one lane. */
final class ObjectStage implements AutoCloseable {

    /** What carries the label of motion blobs is wanted where no detector serves. */
    private static final String MOVING = "moving";

    private final LaneServices services;
    private final boolean measured;
    private final TrackStage tracks;
    private final Standing standing = new Standing();
    private final FaceStage faces;
    private final ObjectEvents.Session events;
    private LaneOrders applied;
    private boolean byMotion;

    /** With {@code measured}, events tell how long their looks took. */
    ObjectStage(LaneServices services, LaneOrders orders, boolean measured) {
        CameraSettings settings = orders.settings();
        this.services = services;
        this.measured = measured;
        this.applied = orders;
        this.tracks = new TrackStage(
                settings.info(), settings.tracker(), services.experts().trackers());
        this.faces = new FaceStage(settings.id(), services.recognition());
        this.events = services.events().open(settings.id(), orders.eventSettings(byMotion));
    }

    void configure(LaneOrders changed) {
        applied = changed;
        tracks.configure(changed.settings().tracker());
        events.configure(changed.eventSettings(byMotion));
    }

    void expertsChanged() {
        tracks.expertsChanged();
    }

    /** Without any detector that serves or may still come, motion itself is what is detected: whether it is so now. */
    boolean byMotion() {
        boolean now = applied.fallback().getAsBoolean();
        if (now != byMotion) {
            byMotion = now;
            endAll();
            events.configure(applied.eventSettings(now));
        }
        return now;
    }

    /** The camera's events. */
    ObjectEvents.Session events() {
        return events;
    }

    /** Takes what a look has found. */
    void found(Pending look, Answer answer) {
        Frame frame = look.frame();
        Optional<Double> latencyMs =
                measured && answer.latencyNs() > 0 ? Optional.of(answer.latencyNs() / 1e6) : Optional.empty();
        tracks.update(
                        frame.ptsNs(),
                        new PictureSize(frame.widthPx(), frame.heightPx()),
                        answer.detections(),
                        List.of(look.region()))
                .ifPresent(all -> {
                    standing.looked(all, frame.ptsNs());
                    boolean ofFaces = applied.settings().wish().faces();
                    List<Track> told = ofFaces ? faces.looked(frame, all) : all;
                    Map<Long, FaceFinding> who = ofFaces ? faces.findings(told) : Map.of();
                    events.look(new LookOutcome(frame, told, answer.detector(), latencyMs, who));
                    faces.tell(told, events);
                });
    }

    /** Where people were found whose faces are wanted: the one whose face is to be asked for in the same frame. */
    Optional<Box> faceDue(long ptsNs) {
        return applied.settings().wish().faces() ? faces.due(tracks.tracks(), ptsNs) : Optional.empty();
    }

    /** Takes the faces of people. */
    void foundFaces(Pending look, Answer answer) {
        faces.answered(look.frame(), answer.detections(), tracks.tracks());
    }

    /** The tracks as last told. */
    List<Track> tracks() {
        return tracks.tracks();
    }

    /** Whether anything is being tracked. */
    boolean busy() {
        return tracks.busy();
    }

    /** Whether something is being tracked that does not stand still, so that it must be looked for all the time. */
    boolean restless() {
        return standing.restless();
    }

    /** Whether it is time to look at what stands still. */
    boolean standingDue(long ptsNs) {
        return standing.due(ptsNs);
    }

    /** Tracks to be looked at in a picture of this time: what stands still is left out until it is due. */
    List<Track> wanted(long ptsNs) {
        List<Track> all = tracks.tracks();
        return standing.due(ptsNs)
                ? all
                : all.stream().filter(track -> !standing.stands(track)).toList();
    }

    /** Labels that people want to know of. */
    Set<String> labels() {
        return labels(applied.settings().detection().labels(), byMotion);
    }

    /** Labels of events: where motion stands in for a detector, what moves is wanted as well. */
    static Set<String> labels(Set<String> wanted, boolean byMotion) {
        if (!byMotion) {
            return wanted;
        }
        Set<String> more = new HashSet<>(wanted);
        more.add(MOVING);
        return more;
    }

    /** Forgets all tracks and ends their events: the camera is lost or is not to detect. */
    void endAll() {
        tracks.reset();
        standing.clear();
        faces.clear();
        events.endAll(services.clock().instant());
    }

    @Override
    public void close() {
        tracks.close();
        faces.close();
        events.close();
    }
}
