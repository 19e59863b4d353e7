package io.vedette.api.motion;

import io.vedette.api.CameraInfo;
import io.vedette.api.ExpertInfo;
import org.osgi.annotation.versioning.ConsumerType;

/** Finds motion. A service; sessions are opened per camera, on its lane. */
@ConsumerType
public interface MotionDetector {

    ExpertInfo info();

    Session open(CameraInfo camera, MotionSettings settings);

    /** The background of one camera. Confined to its lane. Deterministic: same calls, same answers. */
    interface Session extends AutoCloseable {

        /**
         * Looks at the next picture.
         *
         * @param picture borrowed for the call; its size may change from one call to the next (then it calibrates anew)
         * @param mediaTimeNs the picture's time on the camera's line, rising; gaps are allowed
         */
        Motion look(LumaPicture picture, long mediaTimeNs);

        /** New settings; what was learnt of the background stays. */
        void configure(MotionSettings settings);

        /** Frees everything native. Idempotent; never throws. */
        @Override
        void close();
    }
}
