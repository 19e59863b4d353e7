package io.vedette.pipeline.lane;

import io.vedette.api.media.Picture;
import io.vedette.api.motion.Motion;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.media.Hub;
import io.vedette.pipeline.gate.GateView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What people see of a lane: its state, motion and switches, posted when they change. Confined to one lane, but for reading. */
final class LaneView {

    private static final long MOTION_HOLD_NS = 2_000_000_000L;
    /** So many ticks, three seconds, pass before a rate that wavers is told again: on a busy machine it does all the time. */
    private static final int STEADY_TICKS = 6;

    private final String id;
    private final LiveFacts facts;
    private final Count.Board counts;
    private final Map<Switch, Boolean> switches = new EnumMap<>(Switch.class);
    private String address = "";
    private int widthPx;
    private int heightPx;
    private String detector = "";
    private boolean motionOn;
    private boolean motionTold;
    private long motionUntilNs;
    private boolean wasOnline;
    private boolean lost;
    private long packetsAtTick;
    private Instant tickedAt;
    private double fps;
    private long cpuUsAtTick;
    private double cpu;
    private Sight told;
    private int ticksSinceTold;
    private volatile Sight sight;

    /** What a tick found; widthPx is 0 before the first picture. Immutable. */
    private record Sight(Standing standing, double fps, double cpu, long ringBytes, GateView gate, Shown shown) {

        boolean online() {
            return standing.state() == CameraStatus.State.ONLINE;
        }

        /** Whether people would want to know of it at once who were told of the other. */
        boolean newsAfter(Sight other) {
            return standing.state() != other.standing.state()
                    || !standing.reason().equals(other.standing.reason())
                    || !shown.equals(other.shown)
                    || !gate.choice().equals(other.gate.choice());
        }

        boolean otherRateThan(Sight other) {
            return Math.abs(other.fps - fps) > Math.max(0.5, other.fps * 0.1);
        }
    }

    private record Standing(CameraStatus.State state, Instant since, String reason) {}

    private record Shown(String address, String detector, int widthPx, int heightPx) {}

    LaneView(String id, LiveFacts facts, Count.Board counts, GateView gate) {
        this.id = id;
        this.facts = facts;
        this.counts = counts;
        Standing unknown = new Standing(CameraStatus.State.CONNECTING, Instant.EPOCH, "");
        this.sight = new Sight(unknown, 0, 0, 0, gate, new Shown("", "", 0, 0));
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
        address = CameraAddress.shown(orders.settings().source().detectUri());
        for (Switch each : Switch.values()) {
            boolean on = each == Switch.ENABLED
                    ? orders.settings().enabled()
                    : each != Switch.RECORD && !orders.off().contains(each);
            if (!Boolean.valueOf(on).equals(switches.put(each, on))) {
                facts.post(new LiveFact.SwitchOn(id, each, on));
            }
        }
    }

    /** Measures, and posts the state if it is news. Leaves little on the heap: it is called often, for every camera. */
    void tick(LaneOrders orders, GateView gate, Instant now) {
        measure(now);
        Standing standing = stand(orders, now);
        boolean online = standing.state() == CameraStatus.State.ONLINE;
        boolean stalled = standing.state() == CameraStatus.State.STALLED;
        lost = wasOnline && !online && !stalled;
        wasOnline = online || stalled;
        Shown shown = new Shown(address, detector, online ? widthPx : 0, online ? heightPx : 0);
        sight = new Sight(standing, online ? fps : 0, cpu, ringBytes(orders), gate, shown);
        ticksSinceTold++;
        if (worthTelling()) {
            told = sight;
            ticksSinceTold = 0;
            facts.post(new LiveFact.State(status()));
        }
    }

    private boolean worthTelling() {
        return told == null || sight.newsAfter(told) || (ticksSinceTold >= STEADY_TICKS && sight.otherRateThan(told));
    }

    private void measure(Instant now) {
        if (tickedAt != null) {
            double seconds = Math.max(0.1, Duration.between(tickedAt, now).toNanos() / 1e9);
            double measured = (counts.of(Count.PACKETS) - packetsAtTick) / seconds;
            fps = fps == 0 ? measured : fps + (measured - fps) * 0.3;
            double share = (counts.of(Count.CPU_US) - cpuUsAtTick) / 1e6 / seconds;
            cpu = cpu == 0 ? share : cpu + (share - cpu) * 0.1;
        }
        cpuUsAtTick = counts.of(Count.CPU_US);
        tickedAt = now;
        packetsAtTick = counts.of(Count.PACKETS);
    }

    private Standing stand(LaneOrders orders, Instant now) {
        Hub hub = orders.hub();
        if (orders.settings().enabled() && hub != null) {
            Hub.Connection connection = hub.connection();
            CameraStatus.State state =
                    CameraStatus.State.valueOf(connection.state().name());
            String reason = connection.reason().isEmpty() ? recorded(orders) : connection.reason();
            return new Standing(state, connection.since(), reason);
        }
        Standing before = sight.standing();
        boolean still = before.state() == CameraStatus.State.DISABLED;
        return still ? before : new Standing(CameraStatus.State.DISABLED, now, "");
    }

    /** What is wrong with the recorded stream, where that has a connection of its own. */
    private static String recorded(LaneOrders orders) {
        String reason =
                orders.recorded() == null ? "" : orders.recorded().connection().reason();
        return reason.isEmpty() ? "" : "its recorded stream is lost: " + reason;
    }

    private static long ringBytes(LaneOrders orders) {
        long bytes = orders.hub() == null ? 0 : orders.hub().ringBytes();
        return orders.recorded() == null ? bytes : bytes + orders.recorded().ringBytes();
    }

    /** Whether the last tick found the camera lost or switched off, having been there before. */
    boolean justLost() {
        return lost;
    }

    void gone(LaneOrders orders) {
        facts.post(new LiveFact.Gone(orders.settings().id()));
    }

    /** The state as of the last tick, with fresh counters; may be read by any thread. */
    CameraStatus status() {
        Sight now = sight;
        Standing standing = now.standing();
        Map<String, Long> counters = counts.all();
        counters.put("wakes", now.gate().wakes());
        counters.put("probes", now.gate().probes());
        counters.put("probes_in_vain", now.gate().vain());
        return new CameraStatus(id, standing.state(), standing.since(), standing.reason(), words(now), counters);
    }

    private static Map<String, String> words(Sight now) {
        Shown shown = now.shown();
        Map<String, String> words = new HashMap<>();
        words.put("detector", shown.detector());
        words.put("uri", shown.address());
        if (now.online()) {
            words.put("fps", rounded(now.fps(), 1));
            words.put("resolution", shown.widthPx() == 0 ? "" : shown.widthPx() + "x" + shown.heightPx());
            words.put("cpu", rounded(now.cpu(), 3));
            words.put("ring_bytes", String.valueOf(now.ringBytes()));
            gate(now.gate(), words);
        }
        return words;
    }

    private static void gate(GateView gate, Map<String, String> words) {
        words.put("level", gate.choice().level().sign());
        words.put("level_reason", gate.choice().reason());
        words.put("guarantee", gate.choice().guarantee());
        words.put("advice", gate.choice().advice());
        words.put("gate", gate.state().name().toLowerCase(Locale.ROOT));
        words.put("awake", rounded(gate.awakeShare(), 3));
        if (!Double.isNaN(gate.gopSeconds())) {
            words.put("gop_s", rounded(gate.gopSeconds(), 1));
        }
    }

    private static String rounded(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP).toPlainString();
    }
}
