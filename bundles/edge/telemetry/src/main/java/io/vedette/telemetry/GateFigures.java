package io.vedette.telemetry;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.vedette.core.spi.camera.CameraStatus;
import java.util.Map;
import java.util.stream.Stream;

/** What the idle gates of the cameras do. Confined to one thread. */
final class GateFigures {
    private final Family level = new Family(
            "vedette_camera_gate_level", "1 for the level at which the camera is watched while nothing happens.");
    private final Family asleep =
            new Family("vedette_camera_gate_asleep", "1 while nothing happens, so that little is decoded.");
    private final Family awake = new Family(
            "vedette_camera_gate_awake_ratio",
            "Share of the time since the camera was added in which it was not asleep.");
    private final Family wakes = new Family("vedette_camera_gate_wakes", "Wakes, since something was there.");
    private final Family probes =
            new Family("vedette_camera_gate_probes", "Looks since the packets drew attention, by what they found.");

    void add(CameraStatus camera) {
        Map<String, String> facts = camera.facts();
        Map<String, Long> counters = camera.counters();
        String id = camera.id();
        if (facts.containsKey("level")) {
            level.gauge(1, "camera", id, "level", facts.get("level"));
            asleep.gauge("asleep".equals(facts.get("gate")) ? 1 : 0, "camera", id);
            awake.gauge(Figures.number(facts.get("awake")), "camera", id);
        }
        long vain = counters.getOrDefault("probes_in_vain", 0L);
        wakes.counter(counters.getOrDefault("wakes", 0L), "camera", id);
        probes.counter(counters.getOrDefault("probes", 0L) - vain, "camera", id, "found", "something");
        probes.counter(vain, "camera", id, "found", "nothing");
    }

    Stream<MetricSnapshot> snapshots() {
        return Stream.of(level, asleep, awake, wakes, probes).map(Family::snapshot);
    }
}
