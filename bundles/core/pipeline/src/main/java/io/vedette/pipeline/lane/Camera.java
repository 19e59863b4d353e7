package io.vedette.pipeline.lane;

import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hubs;
import io.vedette.pipeline.camera.CameraSettings;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One camera's hub and lane. Guarded by its owner. */
final class Camera {

    private static final Logger LOG = LoggerFactory.getLogger(Camera.class);
    private static final long STOP_LIMIT_MS = 4_000;

    private final Hubs hubs;
    private final Fallback fallback;
    private final Lane lane;
    private final Set<Switch> off = EnumSet.noneOf(Switch.class);
    private CameraSettings settings;
    private Hub hub;

    Camera(CameraSettings settings, Hubs hubs, LaneServices services, Fallback fallback) {
        this.settings = settings;
        this.hubs = hubs;
        this.fallback = fallback;
        Detecting detecting = new LiveDetecting(services.experts().detectors());
        this.lane = new Lane(services, orders(), Pace.LIVE, detecting, Journal.NONE);
        connect();
        lane.order(orders());
    }

    Lane lane() {
        return lane;
    }

    private LaneOrders orders() {
        CameraSettings effective = settings.withEnabled(enabled());
        return new LaneOrders(effective, off, () -> fallback.motion(effective.wish()), null, null);
    }

    private boolean enabled() {
        return settings.enabled() && !off.contains(Switch.ENABLED);
    }

    /** Applies what differs; false where nothing does. */
    boolean apply(CameraSettings changed) {
        if (changed.equals(settings)) {
            return false;
        }
        boolean stays = changed.source().sameConnection(settings.source());
        settings = changed;
        reconnect(stays);
        return true;
    }

    void turn(Switch which, boolean on) {
        if (on ? off.remove(which) : off.add(which)) {
            reconnect(true);
        }
    }

    private void reconnect(boolean connectionStays) {
        lane.order(orders());
        if (hub != null && (!connectionStays || !enabled())) {
            hub.close();
            hub = null;
        }
        if (hub != null) {
            hub.preroll(settings.source().preroll());
        } else if (enabled()) {
            connect();
        } else {
            lane.detach();
        }
    }

    private void connect() {
        if (enabled()) {
            CameraSettings.Source source = settings.source();
            hub = hubs.open(new Hubs.Settings(
                    settings.id(), source.uri(), source.transport(), source.preroll(), Hubs.Feed.LIVE));
            lane.attach(hub);
        }
    }

    /** Ends the capture, so that closing many cameras does not add up their delays. */
    void stopCapture() {
        if (hub != null) {
            hub.close();
            hub = null;
        }
    }

    void close() {
        if (!lane.stop(STOP_LIMIT_MS)) {
            LOG.warn("The lane of camera {} has not stopped within {} ms", settings.id(), STOP_LIMIT_MS);
        }
        stopCapture();
    }
}
