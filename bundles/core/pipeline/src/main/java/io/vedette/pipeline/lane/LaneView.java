package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.Picture;
import io.vedette.api.motion.Motion;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.media.Hub;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What people see of a lane: its state, motion and switches, posted when they change. Confined to one lane, but for reading. */
final class LaneView {

    private static final long MOTION_HOLD_NS = 2_000_000_000L;

    private final String id;
    private final LiveFacts facts;
    private final Count.Board counts;
    private final Map<Switch, Boolean> switches = new EnumMap<>(Switch.class);
    private final KeyFrames keyFrames = new KeyFrames();
    private int widthPx;
    private int heightPx;
    private String detector = "";
    private boolean motionOn;
    private boolean motionTold;
    private long motionUntilNs;
    private boolean wasOnline;
    private boolean lost;
    private long picturesAtTick;
    private Instant tickedAt;
    private double fps;
    private long cpuUsAtTick;
    private double cpu;
    private LiveFact.State posted;
    private volatile CameraStatus status;

    LaneView(String id, LiveFacts facts, Count.Board counts) {
        this.id = id;
        this.facts = facts;
        this.counts = counts;
        this.status = new CameraStatus(id, CameraStatus.State.CONNECTING, Instant.EPOCH, "", Map.of(), Map.of());
    }

    void packet(MediaPacket packet) {
        keyFrames.packet(packet);
    }

    /** Another connection: its times have nothing to do with the former one's. */
    void newTimeLine() {
        keyFrames.clear();
    }

    void picture(Picture picture) {
        widthPx = picture.widthPx();
        heightPx = picture.heightPx();
    }

    void detector(String name) {
        detector = name;
    }

    void motion(Motion motion, long ptsNs) {
        if (motion.moving()) {
            motionUntilNs = ptsNs + MOTION_HOLD_NS;
            motion(true);
        } else if (ptsNs > motionUntilNs) {
            motion(false);
        }
    }

    /** Nothing moves any more: the camera is lost. */
    void still() {
        motion(false);
    }

    private void motion(boolean on) {
        if (!motionTold || motionOn != on) {
            motionTold = true;
            motionOn = on;
            facts.post(new LiveFact.MotionOn(id, on));
        }
    }

    void configured(LaneOrders orders) {
        for (Switch each : Switch.values()) {
            boolean on = each == Switch.ENABLED
                    ? orders.settings().enabled()
                    : each != Switch.RECORD && !orders.off().contains(each);
            if (!Boolean.valueOf(on).equals(switches.put(each, on))) {
                facts.post(new LiveFact.SwitchOn(id, each, on));
            }
        }
    }

    /** Measures, and posts the state if it is news. */
    void tick(LaneOrders orders, Instant now) {
        if (tickedAt != null) {
            double seconds = Math.max(0.1, Duration.between(tickedAt, now).toNanos() / 1e9);
            double measured = (counts.of(Count.PICTURES) - picturesAtTick) / seconds;
            fps = fps == 0 ? measured : fps + (measured - fps) * 0.3;
            double share = (counts.of(Count.CPU_US) - cpuUsAtTick) / 1e6 / seconds;
            cpu = cpu == 0 ? share : cpu + (share - cpu) * 0.1;
        }
        cpuUsAtTick = counts.of(Count.CPU_US);
        tickedAt = now;
        picturesAtTick = counts.of(Count.PICTURES);
        post(statusNow(orders, now));
    }

    private CameraStatus statusNow(LaneOrders orders, Instant now) {
        Hub hub = orders.hub();
        CameraStatus.State state = CameraStatus.State.DISABLED;
        Instant since = status.state() == state ? status.since() : now;
        String reason = "";
        if (orders.settings().enabled() && hub != null) {
            Hub.Connection connection = hub.connection();
            state = CameraStatus.State.valueOf(connection.state().name());
            since = connection.since();
            reason = connection.reason();
        }
        boolean online = state == CameraStatus.State.ONLINE;
        lost = wasOnline && !online && state != CameraStatus.State.STALLED;
        wasOnline = online || state == CameraStatus.State.STALLED;
        Map<String, String> more = new HashMap<>();
        more.put("detector", detector);
        more.put("uri", CameraAddress.shown(orders.settings().source().uri()));
        if (online) {
            more.put("fps", String.format(Locale.ROOT, "%.1f", fps));
            more.put("resolution", widthPx == 0 ? "" : widthPx + "x" + heightPx);
            more.put("cpu", String.format(Locale.ROOT, "%.3f", cpu));
            more.put("level", "F");
            keyFrames.gopSeconds().ifPresent(s -> more.put("gop_s", String.format(Locale.ROOT, "%.1f", s)));
        }
        return new CameraStatus(id, state, since, reason, more, counts.all());
    }

    /** Whether the last tick found the camera lost or switched off, having been there before. */
    boolean justLost() {
        return lost;
    }

    private void post(CameraStatus now) {
        status = now;
        if (posted == null || news(posted.status(), now)) {
            posted = new LiveFact.State(now);
            facts.post(posted);
        }
    }

    private static boolean news(CameraStatus before, CameraStatus now) {
        return before.state() != now.state()
                || !before.facts()
                        .getOrDefault("resolution", "")
                        .equals(now.facts().getOrDefault("resolution", ""))
                || !before.facts()
                        .getOrDefault("detector", "")
                        .equals(now.facts().getOrDefault("detector", ""))
                || Math.abs(fps(before) - fps(now)) > Math.max(0.5, fps(before) * 0.1);
    }

    private static double fps(CameraStatus status) {
        return Double.parseDouble(status.facts().getOrDefault("fps", "0"));
    }

    void gone(LaneOrders orders) {
        facts.post(new LiveFact.Gone(orders.settings().id()));
    }

    /** The state as of the last tick, with fresh counters; may be read by any thread. */
    CameraStatus status() {
        CameraStatus s = status;
        return new CameraStatus(s.id(), s.state(), s.since(), s.reason(), s.facts(), counts.all());
    }
}
