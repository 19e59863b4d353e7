package io.vedette.testkit.synthetic;

import io.vedette.api.Box;
import io.vedette.api.CameraInfo;
import io.vedette.api.motion.LumaPicture;
import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.motion.MotionSettings;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything bright moves; it is calibrated after a given number of looks. Thread-safe; sessions are confined to their lanes. */
public final class SyntheticMotion extends SyntheticExpert implements MotionDetector {

    private final int calibrationLooks;
    private final AtomicInteger looks = new AtomicInteger();

    public SyntheticMotion(String name, int calibrationLooks) {
        super(name);
        this.calibrationLooks = calibrationLooks;
    }

    /** Pictures that were shown to it. */
    public int looks() {
        return looks.get();
    }

    @Override
    public Session open(CameraInfo camera, MotionSettings settings) {
        mishap.strike("open");
        open.incrementAndGet();
        return new Session() {
            private int seen;
            private boolean closed;

            @Override
            public Motion look(LumaPicture picture, long mediaTimeNs) {
                mishap.strike();
                looks.incrementAndGet();
                seen++;
                return seen <= calibrationLooks ? Motion.CALIBRATING : bright(picture);
            }

            @Override
            public void configure(MotionSettings changed) {}

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
            }
        };
    }

    private static Motion bright(LumaPicture picture) {
        ByteBuffer samples = picture.samples();
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < picture.widthPx() * picture.heightPx(); i++) {
            if ((samples.get(i) & 0xff) > 128) {
                left = Math.min(left, i % picture.widthPx());
                right = Math.max(right, i % picture.widthPx() + 1);
                top = Math.min(top, i / picture.widthPx());
                bottom = Math.max(bottom, i / picture.widthPx() + 1);
            }
        }
        if (right < 0) {
            return Motion.NONE;
        }
        double w = picture.widthPx();
        double h = picture.heightPx();
        Box box = Box.ofCorners(left / w, top / h, right / w, bottom / h);
        return new Motion(Motion.State.READY, List.of(box), box.area());
    }
}
