package io.vedette.telemetry;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.vedette.core.spi.camera.CameraStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the cameras count. */
final class CameraFigures {
    private static final double MICROS = 1e6;

    private CameraFigures() {}

    static List<MetricSnapshot> of(List<CameraStatus> cameras) {
        Family up = new Family("vedette_camera_up", "1 while the camera is online.");
        Family fps = new Family("vedette_camera_pictures_per_second", "Pictures that arrive per second, smoothed.");
        Family packets = new Family("vedette_camera_packets", "Packets by what became of them.");
        Family pictures = new Family("vedette_camera_pictures", "Pictures decoded.");
        Family sampled = new Family("vedette_camera_pictures_sampled", "Pictures shown to motion.");
        Family looks = new Family("vedette_camera_looks", "Looks for a detector by what became of them.");
        Family cpu = new Family(
                "vedette_camera_cpu_seconds", "Processor time of decoding, motion and tracking, not of the detector.");
        Family ring = new Family("vedette_camera_ring_bytes", "Packets kept in memory, of all streams of the camera.");
        GateFigures gates = new GateFigures();
        for (CameraStatus each : cameras) {
            String id = each.id();
            gates.add(each);
            up.gauge(each.state() == CameraStatus.State.ONLINE ? 1 : 0, "camera", id);
            fps.gauge(Figures.number(each.facts().get("fps")), "camera", id);
            ring.gauge(Figures.number(each.facts().get("ring_bytes")), "camera", id);
            each.counters().forEach((name, value) -> {
                if (name.equals("packets")) {
                    packets.counter(value, "camera", id, "fate", "taken");
                } else if (name.startsWith("packets_")) {
                    packets.counter(value, "camera", id, "fate", name.substring("packets_".length()));
                } else if (name.startsWith("looks_")) {
                    looks.counter(value, "camera", id, "fate", name.substring("looks_".length()));
                }
            });
            Map<String, Long> counters = each.counters();
            pictures.counter(counters.getOrDefault("pictures", 0L), "camera", id);
            sampled.counter(counters.getOrDefault("sampled", 0L), "camera", id);
            cpu.counter(counters.getOrDefault("cpu_us", 0L) / MICROS, "camera", id);
        }
        return Stream.concat(
                        Stream.of(up, fps, packets, pictures, sampled, looks, cpu, ring)
                                .map(Family::snapshot),
                        gates.snapshots())
                .toList();
    }
}
