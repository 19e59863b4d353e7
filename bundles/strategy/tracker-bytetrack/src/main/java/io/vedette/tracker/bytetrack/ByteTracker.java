package io.vedette.tracker.bytetrack;

import io.vedette.api.CameraInfo;
import io.vedette.api.ExpertInfo;
import io.vedette.api.track.ObjectTracker;
import io.vedette.api.track.TrackerSettings;
import org.osgi.service.component.annotations.Component;

/** Follows objects by where they are expected, strong detections first, then weak ones. Thread-safe. */
@Component
public final class ByteTracker implements ObjectTracker {

    private static final ExpertInfo INFO = ExpertInfo.of("bytetrack");

    @Override
    public ExpertInfo info() {
        return INFO;
    }

    @Override
    public Session open(CameraInfo camera, TrackerSettings settings) {
        return new ByteTrackSession(settings);
    }
}
