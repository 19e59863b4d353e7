package io.vedette.api.track;

import io.vedette.api.Box;
import io.vedette.api.CameraInfo;
import io.vedette.api.ExpertInfo;
import io.vedette.api.detect.Detection;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Follows objects. A service; sessions are opened per camera, on its lane. */
@ConsumerType
public interface ObjectTracker {

    ExpertInfo info();

    Session open(CameraInfo camera, TrackerSettings settings);

    /** The tracks of one camera. Confined to its lane. Deterministic: same calls, same answers. */
    interface Session extends AutoCloseable {

        /**
         * Takes the answer of one look.
         *
         * @param mediaTimeNs the frame's time on the camera's line, rising, at irregular steps
         * @param size what the boxes are fractions of
         * @param detections from score 0.1 up, best first
         * @param regionsLookedAt what was looked at; an object outside is not missing
         * @return all live tracks and those given up in this update, by rising id
         */
        List<Track> update(long mediaTimeNs, PictureSize size, List<Detection> detections, List<Box> regionsLookedAt);

        /** New settings; the tracks stay. */
        void configure(TrackerSettings settings);

        /** The live tracks, to be taken over by another tracker. */
        List<TrackSnapshot> exportTracks();

        /** Takes over another tracker's tracks with their ids; called once, before the first update. */
        void importTracks(List<TrackSnapshot> tracks);

        @Override
        void close();
    }
}
