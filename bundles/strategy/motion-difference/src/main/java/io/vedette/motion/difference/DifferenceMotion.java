package io.vedette.motion.difference;

import io.vedette.api.CameraInfo;
import io.vedette.api.ExpertInfo;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.motion.MotionSettings;
import org.osgi.service.component.annotations.Component;

/**
 * Finds motion by the difference to a background that each camera's session learns. Needs no native library: a look at some
 * 160 x 90 cells costs about as much in plain Java arrays as the calls into one would. Thread-safe.
 */
@Component
public final class DifferenceMotion implements MotionDetector {

    private static final ExpertInfo INFO = ExpertInfo.of("difference");

    @Override
    public ExpertInfo info() {
        return INFO;
    }

    @Override
    public Session open(CameraInfo camera, MotionSettings settings) {
        return new DifferenceSession(settings);
    }
}
