package io.vedette.pipeline.lane;

import io.vedette.api.CameraInfo;
import io.vedette.api.media.Picture;
import io.vedette.api.motion.LumaPicture;
import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.motion.MotionSettings;
import io.vedette.core.spi.media.Scaler;
import io.vedette.pipeline.expert.PlugIn;
import io.vedette.pipeline.expert.StatefulExperts;
import java.nio.ByteBuffer;

/**
 * Shows the small luma plane to the motion detector. A better one learns beside the present one until it is calibrated; where
 * the present one is gone, every look counts as motion until then. Confined to one lane.
 */
final class MotionStage implements AutoCloseable {

    private static final int WIDTH_PX = 320;
    private static final int LEAST_PX = 16;
    private static final int MOST_PX = 640;

    private final CameraInfo camera;
    private final StatefulExperts<MotionDetector> experts;
    private final Scaler scaler;
    private MotionSettings settings;
    private Seat serving;
    private Seat learning;
    private boolean orphaned;
    private LumaPicture luma;

    /** An expert and its session. */
    private final class Seat {
        final StatefulExperts<MotionDetector>.Lease lease;
        final MotionDetector.Session session;
        final PlugIn.Call<Picture, Motion> looking = this::look;

        Seat(StatefulExperts<MotionDetector>.Lease lease) throws PlugIn.Failure {
            this.lease = lease;
            this.session = PlugIn.call("open", () -> lease.service().open(camera, settings));
        }

        private Motion look(Picture picture) {
            return session.look(luma, picture.ptsNs());
        }

        void leave() {
            try {
                PlugIn.run("close", session::close);
            } catch (PlugIn.Failure e) {
                lease.failed(e.getMessage());
            }
            lease.close();
        }
    }

    MotionStage(CameraInfo camera, MotionSettings settings, StatefulExperts<MotionDetector> experts, Scaler scaler) {
        this.camera = camera;
        this.settings = settings;
        this.experts = experts;
        this.scaler = scaler;
        expertsChanged();
    }

    void expertsChanged() {
        if (serving != null && serving.lease.leaving()) {
            serving.leave();
            serving = null;
            orphaned = true;
        }
        if (learning != null && (learning.lease.leaving() || experts.outdated(learning.lease, m -> true))) {
            learning.leave();
            learning = null;
        }
        if (learning == null && (serving == null || experts.outdated(serving.lease, m -> true))) {
            learning = seat();
        }
    }

    private Seat seat() {
        var best = experts.lease(camera.id(), m -> true);
        if (best.isEmpty()) {
            return null;
        }
        try {
            return new Seat(best.get());
        } catch (PlugIn.Failure e) {
            best.get().failed(e.getMessage());
            best.get().close();
            return null;
        }
    }

    void configure(MotionSettings changed) {
        settings = changed;
        configure(serving, changed);
        configure(learning, changed);
    }

    private static void configure(Seat seat, MotionSettings changed) {
        if (seat != null) {
            try {
                PlugIn.run("configure", () -> seat.session.configure(changed));
            } catch (PlugIn.Failure e) {
                seat.lease.failed(e.getMessage());
            }
        }
    }

    /** What moves in the picture. */
    Motion look(Picture picture) {
        shrink(picture);
        if (learning != null) {
            Motion fresh = ask(learning, picture);
            if (fresh == null) {
                learning.leave();
                learning = null;
                expertsChanged();
            } else if ((serving == null && !orphaned) || fresh.state() == Motion.State.READY) {
                takeOver();
                return fresh;
            }
        }
        if (serving != null) {
            Motion motion = ask(serving, picture);
            if (motion != null) {
                return motion;
            }
            serving.leave();
            serving = null;
            orphaned = true;
            expertsChanged();
        }
        return orphaned ? Motion.EVERYWHERE : Motion.CALIBRATING;
    }

    private void takeOver() {
        if (serving != null) {
            serving.leave();
        }
        serving = learning;
        learning = null;
        orphaned = false;
    }

    private static Motion ask(Seat seat, Picture picture) {
        try {
            return seat.lease.call("motion", seat.looking, picture);
        } catch (PlugIn.Failure e) {
            seat.lease.failed(e.getMessage());
            return null;
        }
    }

    private void shrink(Picture picture) {
        int width = Math.min(MOST_PX, Math.max(LEAST_PX, Math.min(WIDTH_PX, picture.widthPx())));
        int height = (int) Math.round((double) width * picture.heightPx() / picture.widthPx());
        height = Math.min(MOST_PX, Math.max(LEAST_PX, height));
        if (luma == null || luma.widthPx() != width || luma.heightPx() != height) {
            luma = new LumaPicture(width, height, ByteBuffer.allocateDirect(width * height));
        }
        scaler.luma(picture, width, height, luma.samples());
    }

    @Override
    public void close() {
        if (serving != null) {
            serving.leave();
            serving = null;
        }
        if (learning != null) {
            learning.leave();
            learning = null;
        }
    }
}
