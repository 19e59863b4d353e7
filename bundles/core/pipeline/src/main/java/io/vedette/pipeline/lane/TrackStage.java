package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.CameraInfo;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.ObjectTracker;
import io.vedette.api.track.PictureSize;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackSnapshot;
import io.vedette.api.track.TrackerSettings;
import io.vedette.pipeline.expert.PlugIn;
import io.vedette.pipeline.expert.StatefulExperts;
import java.util.List;
import java.util.Optional;

/**
 * Tells the tracker what was seen. A better tracker takes the tracks over; where none is there, they wait for the next one.
 * Confined to one lane.
 */
final class TrackStage implements AutoCloseable {

    private final CameraInfo camera;
    private final StatefulExperts<ObjectTracker> experts;
    private TrackerSettings settings;
    private StatefulExperts<ObjectTracker>.Lease lease;
    private ObjectTracker.Session session;
    private List<TrackSnapshot> waiting = List.of();
    private List<Track> tracks = List.of();
    private long nextId = 1;

    TrackStage(CameraInfo camera, TrackerSettings settings, StatefulExperts<ObjectTracker> experts) {
        this.camera = camera;
        this.settings = settings;
        this.experts = experts;
        expertsChanged();
    }

    void expertsChanged() {
        if (lease == null || experts.outdated(lease, t -> true)) {
            experts.lease(camera.id(), t -> true).ifPresent(this::takeOver);
        }
        if (lease != null && lease.leaving()) {
            export();
            close();
        }
    }

    /** Another tracker takes the tracks over, if it can; the present one goes only then. */
    private void takeOver(StatefulExperts<ObjectTracker>.Lease fresh) {
        if (lease != null) {
            export();
        }
        ObjectTracker.Session opened = null;
        try {
            opened = PlugIn.call("open", () -> fresh.service().open(camera, settings.countingFrom(nextId)));
            hand(waiting, opened);
        } catch (PlugIn.Failure e) {
            fresh.failed(e.getMessage());
            close(opened, fresh);
            waiting = lease == null ? waiting : List.of();
            return;
        }
        close();
        lease = fresh;
        session = opened;
        waiting = List.of();
    }

    private static void hand(List<TrackSnapshot> tracks, ObjectTracker.Session to) throws PlugIn.Failure {
        if (!tracks.isEmpty()) {
            PlugIn.run("import", () -> to.importTracks(tracks));
        }
    }

    private void export() {
        try {
            waiting = lease.call("export", session::exportTracks);
        } catch (PlugIn.Failure e) {
            lease.failed(e.getMessage());
        }
    }

    void configure(TrackerSettings changed) {
        settings = changed;
        if (session != null) {
            try {
                PlugIn.run("configure", () -> session.configure(changed));
            } catch (PlugIn.Failure e) {
                lease.failed(e.getMessage());
            }
        }
    }

    /** The tracks after this look; empty where no tracker could tell. */
    Optional<List<Track>> update(long mediaTimeNs, PictureSize size, List<Detection> detections, List<Box> regions) {
        if (session == null) {
            expertsChanged();
        }
        if (session == null) {
            return Optional.empty();
        }
        try {
            tracks = lease.call("track", () -> session.update(mediaTimeNs, size, detections, regions));
            tracks.forEach(track -> nextId = Math.max(nextId, track.id() + 1));
            return Optional.of(tracks);
        } catch (PlugIn.Failure e) {
            lease.failed(e.getMessage());
            export();
            close();
            expertsChanged();
            return Optional.empty();
        }
    }

    /** Whether something is being tracked, so that it must be looked for. */
    boolean busy() {
        for (Track track : tracks) {
            if (track.state() != Track.State.REMOVED) {
                return true;
            }
        }
        return false;
    }

    /** The tracks as last told. */
    List<Track> tracks() {
        return tracks;
    }

    /** Forgets all tracks: the camera is lost or is not to detect. */
    void reset() {
        tracks = List.of();
        waiting = List.of();
        close();
        expertsChanged();
    }

    @Override
    public void close() {
        if (lease != null) {
            ObjectTracker.Session closing = session;
            session = null;
            close(closing, lease);
            lease = null;
        }
    }

    private static void close(ObjectTracker.Session session, StatefulExperts<ObjectTracker>.Lease lease) {
        if (session != null) {
            try {
                PlugIn.run("close", session::close);
            } catch (PlugIn.Failure e) {
                lease.failed(e.getMessage());
            }
        }
        lease.close();
    }
}
