package io.vedette.pipeline.expert;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.track.ObjectTracker;
import io.vedette.testkit.osgi.Registered;

/** Experts given to the real registry by hand. */
public final class TestExperts {
    private TestExperts() {}

    public static ExpertRegistry with(
            ExpertRegistry registry,
            FrameDecoder decoder,
            MotionDetector motion,
            ObjectTracker tracker,
            ObjectDetector detector) {
        registry.bindDecoder(Registered.as(1), decoder);
        registry.bindMotion(Registered.as(2), motion);
        registry.bindTracker(Registered.as(3), tracker);
        registry.bindDetector(Registered.as(4), detector);
        return registry;
    }

    /** A further detector. */
    public static void add(ExpertRegistry registry, ObjectDetector detector) {
        registry.bindDetector(Registered.as(5), detector);
    }

    public static void stop(ExpertRegistry registry) {
        registry.stop();
    }
}
