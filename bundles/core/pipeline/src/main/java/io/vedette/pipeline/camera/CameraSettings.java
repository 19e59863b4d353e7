package io.vedette.pipeline.camera;

import io.vedette.api.CameraInfo;
import io.vedette.api.Polygon;
import io.vedette.api.motion.MotionSettings;
import io.vedette.api.track.TrackerSettings;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.pipeline.expert.Wish;
import io.vedette.pipeline.gate.GateSettings;
import io.vedette.pipeline.gate.LevelWish;
import io.vedette.pipeline.schedule.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A camera's settings, validated. Immutable.
 *
 * @param id {@code [a-z0-9-]{1,40}}
 * @param source where its pictures come from
 * @param enabled whether it is to run
 * @param detection what is looked for and how often
 * @param motion how motion is found
 * @param gate how much is decoded while nothing happens
 * @param events how events begin and end
 */
public record CameraSettings(
        String id,
        Source source,
        boolean enabled,
        Detection detection,
        MotionSettings motion,
        GateSettings gate,
        Timing events) {

    /**
     * Where a camera's pictures come from.
     *
     * @param uri the address of what is recorded, with credentials
     * @param detectUri the address of what is analysed, with credentials; the same where one stream serves both
     * @param transport {@code tcp} or {@code udp}
     * @param preroll of what is recorded, kept before the latest packet, 0 to 60 s
     */
    public record Source(String uri, String detectUri, String transport, Duration preroll) {

        /** One stream that is recorded and analysed. */
        public static Source of(String uri) {
            return new Source(uri, uri, "tcp", Duration.ofSeconds(5));
        }

        @Override
        public String toString() {
            return "Source[" + transport + "]";
        }

        /** Whether what is analysed has a connection of its own. */
        public boolean subStream() {
            return !uri.equals(detectUri);
        }
    }

    /**
     * What is looked for.
     *
     * @param detector {@code auto}, a name or a filter
     * @param labels labels of events; {@code *} stands for all
     * @param fps looks per second, 0.2 to 30
     * @param minScore least score of an object, 0 to 1
     * @param weight the camera's share of a crowded detector, against others; 0.1 to 10, 1 is usual
     * @param always whether every due picture is looked at as a whole, also where nothing moves or all stands still
     */
    public record Detection(
            String detector, Set<String> labels, double fps, double minScore, double weight, boolean always) {
        public Detection {
            labels = Set.copyOf(labels);
        }
    }

    /** When an event is over, and when the next one is news. */
    public record Timing(Duration absence, Duration cooldown) {}

    /** The settings of a camera of which nothing but its address is known. */
    public static CameraSettings of(String id, String uri) {
        return new CameraSettings(
                id,
                Source.of(uri),
                true,
                new Detection(
                        "auto",
                        Set.copyOf(List.of("person,bicycle,car,motorcycle,bus,truck,bird,cat,dog".split(","))),
                        5,
                        0.5,
                        1,
                        false),
                new MotionSettings(0.5, List.<Polygon>of()),
                GateSettings.DEFAULT,
                new Timing(Duration.ofSeconds(2), Duration.ofSeconds(10)));
    }

    public CameraInfo info() {
        return new CameraInfo(id, detection.labels(), detection.minScore(), Map.of());
    }

    /** What it wants of a detector; a camera whose alerts must not wait has its looks answered first. */
    public Wish wish() {
        Urgency urgency = gate.alertDelay().isZero() ? Urgency.URGENT : Urgency.LIVE;
        return new Wish(id, detection.detector(), detection.labels(), urgency, detection.weight());
    }

    /** High is the object's least score, new tracks begin 0.1 above it, what is lost is kept until its event would end. */
    public TrackerSettings tracker() {
        double high = detection.minScore();
        return new TrackerSettings(high, Math.min(1, high + 0.1), 2, events.absence(), 1);
    }

    public EventSettings eventSettings(boolean snapshots) {
        return new EventSettings(
                detection.labels(), detection.minScore(), events.absence(), events.cooldown(), snapshots);
    }

    /** With each due picture looked at as a whole, which leaves nothing to the gate. */
    public CameraSettings withAlways() {
        Detection all = new Detection(
                detection.detector(),
                detection.labels(),
                detection.fps(),
                detection.minScore(),
                detection.weight(),
                true);
        return new CameraSettings(id, source, enabled, all, motion, gate, events).withLevel(LevelWish.NEVER);
    }

    public CameraSettings withLabels(Set<String> labels) {
        Detection other = new Detection(
                detection.detector(),
                labels,
                detection.fps(),
                detection.minScore(),
                detection.weight(),
                detection.always());
        return new CameraSettings(id, source, enabled, other, motion, gate, events);
    }

    public CameraSettings withLevel(LevelWish level) {
        GateSettings other = new GateSettings(level, gate.alertDelay(), gate.hold(), gate.probes());
        return new CameraSettings(id, source, enabled, detection, motion, other, events);
    }

    public CameraSettings withEnabled(boolean on) {
        return new CameraSettings(id, source, on, detection, motion, gate, events);
    }
}
