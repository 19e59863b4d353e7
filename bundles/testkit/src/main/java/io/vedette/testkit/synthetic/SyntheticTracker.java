package io.vedette.testkit.synthetic;

import io.vedette.api.Box;
import io.vedette.api.CameraInfo;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.ObjectTracker;
import io.vedette.api.track.PictureSize;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackSnapshot;
import io.vedette.api.track.TrackerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds every detection for the one object that it knows. Thread-safe; sessions are confined to their lanes. */
public final class SyntheticTracker extends SyntheticExpert implements ObjectTracker {

    public SyntheticTracker(String name) {
        super(name);
    }

    @Override
    public Session open(CameraInfo camera, TrackerSettings settings) {
        mishap.strike("open");
        open.incrementAndGet();
        return new OneObject(settings);
    }

    private final class OneObject implements Session {
        private TrackerSettings settings;
        private long nextId;
        private Track track;
        private long seenNs;
        private boolean closed;

        OneObject(TrackerSettings settings) {
            this.settings = settings;
            nextId = settings.firstId();
        }

        @Override
        public List<Track> update(
                long mediaTimeNs, PictureSize size, List<Detection> detections, List<Box> regionsLookedAt) {
            mishap.strike();
            if (!detections.isEmpty()) {
                Detection best = detections.get(0);
                long id = track == null ? nextId++ : track.id();
                Track.State state = track == null ? Track.State.TENTATIVE : Track.State.CONFIRMED;
                track = new Track(id, best.label(), state, Optional.of(best), best.box(), 0);
                seenNs = mediaTimeNs;
                return List.of(track);
            }
            if (track == null) {
                return List.of();
            }
            long unseen = mediaTimeNs - seenNs;
            boolean removed = unseen > settings.buffer().toNanos();
            Track.State state = removed ? Track.State.REMOVED : Track.State.LOST;
            Track told = new Track(track.id(), track.label(), state, Optional.empty(), track.predicted(), unseen);
            track = removed ? null : told;
            return List.of(told);
        }

        @Override
        public void configure(TrackerSettings changed) {
            settings = changed;
        }

        @Override
        public List<TrackSnapshot> exportTracks() {
            List<TrackSnapshot> all = new ArrayList<>();
            if (track != null) {
                all.add(new TrackSnapshot(
                        track, track.predicted(), 0.9, TrackSnapshot.Velocity.ZERO, seenNs, Map.of()));
            }
            return all;
        }

        @Override
        public void importTracks(List<TrackSnapshot> tracks) {
            mishap.strike("import");
            for (TrackSnapshot snapshot : tracks) {
                track = snapshot.track();
                seenNs = snapshot.timeNs();
                nextId = track.id() + 1;
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
