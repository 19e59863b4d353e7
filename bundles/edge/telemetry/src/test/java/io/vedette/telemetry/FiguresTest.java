package io.vedette.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.event.SinkState.Failing;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.expert.LookTimes;
import io.vedette.core.spi.health.Health;
import io.vedette.core.spi.health.HealthReport;
import io.vedette.core.spi.room.Rooms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Failing FAILING = new Failing(Instant.EPOCH, 4, "cannot be reached");

    private final Rooms rooms = new Rooms();
    private Health health;
    private final Figures figures = new Figures(rooms, () -> Optional.ofNullable(health));

    @Test
    void tellsOfTheJavaMachineWhileNoRoomIsThere() throws IOException {
        assertThat(text())
                .contains("jvm_memory_used_bytes{area=\"heap\"}", "jvm_threads_current ")
                .doesNotContain("vedette_camera_up{");
    }

    @Test
    void tellsWhatTheGateDoes() throws IOException {
        rooms.bindCameras(cameras(Map.of("wakes", 3L, "probes", 7L, "probes_in_vain", 5L)));

        assertThat(text())
                .contains(
                        "vedette_camera_gate_level{camera=\"front\",level=\"K+P\"} 1.0",
                        "vedette_camera_gate_asleep{camera=\"front\"} 1.0",
                        "vedette_camera_gate_awake_ratio{camera=\"front\"} 0.125",
                        "vedette_camera_gate_wakes_total{camera=\"front\"} 3.0",
                        "vedette_camera_gate_probes_total{camera=\"front\",found=\"something\"} 2.0",
                        "vedette_camera_gate_probes_total{camera=\"front\",found=\"nothing\"} 5.0");
    }

    @Test
    void tellsWhatBecameOfPacketsAndLooks() throws IOException {
        rooms.bindCameras(cameras(Map.of(
                "packets",
                250L,
                "packets_lost",
                3L,
                "pictures",
                240L,
                "sampled",
                50L,
                "looks_offered",
                9L,
                "looks_superseded",
                2L,
                "cpu_us",
                1_500_000L)));

        assertThat(text())
                .contains(
                        "# TYPE vedette_camera_packets_total counter",
                        "vedette_camera_up{camera=\"front\"} 1.0",
                        "vedette_camera_packets_total{camera=\"front\",fate=\"taken\"} 250.0",
                        "vedette_camera_packets_total{camera=\"front\",fate=\"lost\"} 3.0",
                        "vedette_camera_pictures_total{camera=\"front\"} 240.0",
                        "vedette_camera_looks_total{camera=\"front\",fate=\"superseded\"} 2.0",
                        "vedette_camera_cpu_seconds_total{camera=\"front\"} 1.5");
    }

    @Test
    void tellsHowLongDetectorsTake() throws IOException {
        Candidate onnx = new Candidate(
                "detector",
                "onnx",
                "b/1",
                Candidate.State.READY,
                "",
                List.of("front"),
                Map.of("calls", "100", "errors", "4", "timeouts", "1", "p50_ms", "9.5", "p95_ms", "20.0"));
        Candidate idle =
                new Candidate("detector", "idle", "b/1", Candidate.State.LOADING, "", List.of(), Map.of("p50_ms", ""));
        rooms.bindExperts(experts(onnx, onnx, idle));

        assertThat(text())
                .contains(
                        "vedette_expert_ready{bundle=\"b/1\",kind=\"detector\",name=\"onnx\"} 1.0",
                        "vedette_expert_ready{bundle=\"b/1\",kind=\"detector\",name=\"idle\"} 0.0",
                        "vedette_detector_latency_seconds{bundle=\"b/1\",name=\"onnx\",quantile=\"0.5\"} 0.0095",
                        "vedette_detector_latency_seconds_count{bundle=\"b/1\",name=\"onnx\"} 100",
                        "vedette_detector_errors_total{bundle=\"b/1\",name=\"onnx\"} 4.0",
                        "vedette_look_seconds_bucket{le=\"0.01\"} 3",
                        "vedette_look_seconds_bucket{le=\"+Inf\"} 5",
                        "vedette_look_seconds_count 5",
                        "vedette_look_seconds_sum 0.05");
    }

    @Test
    void tellsWhichSinksFail() throws IOException {
        List<SinkState> sinks = List.of(
                new SinkState("email", true, true, 0, 2, Optional.empty(), Optional.empty()),
                new SinkState("mqtt", true, false, 7, 0, Optional.empty(), Optional.empty()),
                new SinkState("old", false, false, 3, 0, Optional.empty(), Optional.empty()),
                new SinkState("telegram", true, true, 1, 0, Optional.empty(), Optional.of(FAILING)),
                new SinkState("webhook", true, true, 0, 0, Optional.of("url is empty"), Optional.empty()));

        assertThat(text(new MetricSnapshots(SinkFigures.of(sinks))))
                .contains(
                        "vedette_outbox_messages{sink=\"mqtt\"} 7.0",
                        "vedette_outbox_messages{sink=\"telegram\"} 1.0",
                        "vedette_sink_dead_letters{sink=\"email\"} 2.0",
                        "vedette_sink_dead_letters{sink=\"mqtt\"} 0.0",
                        "vedette_sink_failing{sink=\"email\"} 0.0",
                        "vedette_sink_failing{sink=\"mqtt\"} 1.0",
                        "vedette_sink_failing{sink=\"old\"} 0.0",
                        "vedette_sink_failing{sink=\"telegram\"} 1.0",
                        "vedette_sink_failing{sink=\"webhook\"} 1.0");
    }

    @Test
    void tellsHealth() throws IOException {
        health = () -> new HealthReport(
                true,
                0,
                Map.of(),
                Map.of(),
                0,
                400,
                List.of(new HealthReport.Check("x", HealthReport.Status.WARN, "")));

        assertThat(text())
                .contains(
                        "vedette_health_checks{status=\"warn\"} 1.0",
                        "vedette_ready 1.0",
                        "process_resident_memory_bytes 4.0E8");
    }

    private String text() throws IOException {
        return text(figures.all());
    }

    private static String text(MetricSnapshots figures) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, figures, EscapingScheme.UNDERSCORE_ESCAPING);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Cameras cameras(Map<String, Long> counters) {
        CameraStatus front = new CameraStatus(
                "front",
                CameraStatus.State.ONLINE,
                Instant.EPOCH,
                "",
                Map.of("fps", "24.5", "level", "K+P", "gate", "asleep", "awake", "0.125"),
                counters);
        return new Cameras() {
            @Override
            public List<CameraStatus> all() {
                return List.of(front);
            }

            @Override
            public Optional<CameraStatus> find(String id) {
                return Optional.of(front);
            }

            @Override
            public boolean turn(String id, Switch which, boolean on) {
                return false;
            }
        };
    }

    private static Experts experts(Candidate... candidates) {
        return new Experts() {
            @Override
            public List<Candidate> candidates() {
                return List.of(candidates);
            }

            @Override
            public LookTimes lookTimes() {
                return new LookTimes(List.of(10.0, Double.POSITIVE_INFINITY), List.of(3L, 2L), 50);
            }

            @Override
            public void pin(String name, String version) {}

            @Override
            public void unpin(String name) {}
        };
    }
}
