package io.vedette.pipeline.lane;

import io.vedette.api.trigger.Press;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hubs;
import io.vedette.pipeline.camera.CameraSettings;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One camera's streams and lane. Guarded by its owner, but for its lane. */
final class Camera {

    private static final Logger LOG = LoggerFactory.getLogger(Camera.class);
    static final long STOP_LIMIT_MS = 4_000;

    private final CameraStreams streams;
    private final Fallback fallback;
    private final Lane lane;
    private final Set<Switch> off = EnumSet.noneOf(Switch.class);
    private CameraSettings settings;

    Camera(CameraSettings settings, Hubs hubs, LaneServices services, Fallback fallback) {
        this.settings = settings;
        this.streams = new CameraStreams(settings.id(), hubs);
        this.fallback = fallback;
        Detecting detecting = new LiveDetecting(services.experts().detectors());
        this.lane = new Lane(services, orders(), Pace.LIVE, detecting, Journal.NONE);
        reconnect();
    }

    Lane lane() {
        return lane;
    }

    private LaneOrders orders() {
        CameraSettings effective = settings.withEnabled(enabled());
        return new LaneOrders(effective, off, () -> fallback.motion(effective.wish()), streams.recorded(), null, null);
    }

    private boolean enabled() {
        return settings.enabled() && !off.contains(Switch.ENABLED);
    }

    /** Somebody pressed its button; false where the camera is off. Thread-safe. */
    boolean press(Press press) {
        boolean on = lane.enabled();
        if (on) {
            lane.press(press);
        }
        return on;
    }

    /** Applies what differs; false where nothing does. */
    boolean apply(CameraSettings changed) {
        if (changed.equals(settings)) {
            return false;
        }
        settings = changed;
        reconnect();
        return true;
    }

    void turn(Switch which, boolean on) {
        if (on ? off.remove(which) : off.add(which)) {
            reconnect();
        }
    }

    private void reconnect() {
        if (enabled()) {
            Hub fresh = streams.connect(settings.source());
            if (fresh != null) {
                lane.attach(fresh);
            }
            lane.order(orders());
        } else {
            lane.order(orders());
            streams.close();
            lane.detach();
        }
    }

    /** Begins to close, so that closing many cameras does not add up their delays. */
    void cease() {
        streams.cease();
        lane.cease();
    }

    void close() {
        close(STOP_LIMIT_MS);
    }

    void close(long limitMs) {
        if (!lane.stop(limitMs)) {
            LOG.warn("The lane of camera {} has not stopped within its time", settings.id());
        }
        streams.close();
    }
}
