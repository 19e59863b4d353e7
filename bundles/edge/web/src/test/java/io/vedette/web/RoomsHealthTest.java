package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.api.event.EventMessage;
import io.vedette.api.health.HealthCheck;
import io.vedette.api.health.HealthRow;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.expert.LookTimes;
import io.vedette.core.spi.health.HealthReport;
import io.vedette.core.spi.health.HealthReport.Status;
import io.vedette.core.spi.room.Rooms;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoomsHealthTest {
    private final Rooms rooms = new Rooms();
    private final RoomsHealth health = new RoomsHealth(rooms, () -> Instant.EPOCH);

    private static final Map<String, String> FACTS = Map.of(
            "fps", "24.5",
            "level", "K",
            "guarantee", "objects visible ≥ 2.3 s",
            "awake", "0.031",
            "cpu", "0.006",
            "advice", "set the camera's key frame interval to 1 s");

    @Test
    void isNotReadyWhileARoomIsMissing() {
        rooms.bindCameras(cameras(CameraStatus.State.ONLINE, ""));

        HealthReport report = health.report();

        assertThat(report.ready()).isFalse();
        assertThat(report.overall()).isEqualTo(Status.CRITICAL);
    }

    @Test
    void addsUpWhatTheRoomsTell() {
        rooms.bindCameras(cameras(CameraStatus.State.ONLINE, ""));
        rooms.bindExperts(experts());
        rooms.bindEventLog(log(7));

        HealthReport report = health.report();

        assertThat(report.ready()).isTrue();
        assertThat(report.overall()).isEqualTo(Status.OK);
        assertThat(report.pipelineFps()).isEqualTo(24.5);
        assertThat(report.errorRate()).isEqualTo(0.05);
        assertThat(report.queueBacklogs()).containsExactly(Map.entry("mqtt", 7L));
        assertThat(report.memoryUsageMb()).isPositive();
    }

    @Test
    void aCameraThatIsAwayIsWorthALook() {
        isWorthALook(CameraStatus.State.BACKOFF, "refused", "backoff since");
    }

    @Test
    void aCameraWhoseRecordedStreamIsAwayIsWorthALook() {
        isWorthALook(CameraStatus.State.ONLINE, "its recorded stream is lost: refused", "online since");
    }

    private void isWorthALook(CameraStatus.State state, String reason, String said) {
        rooms.bindCameras(cameras(state, reason));
        rooms.bindExperts(experts());
        rooms.bindEventLog(log(0));

        assertThat(health.report().overall()).isEqualTo(Status.WARN);
        assertThat(health.report().checks())
                .anySatisfy(check -> assertThat(check.detail()).contains(said, reason));
    }

    @Test
    void aRoomThatLeftIsNotAskedAnyMore() {
        Cameras first = cameras(CameraStatus.State.ONLINE, "");
        Cameras second = cameras(CameraStatus.State.ONLINE, "");
        rooms.bindCameras(first);
        rooms.bindCameras(second);
        rooms.unbindCameras(first);

        assertThat(rooms.cameras()).containsSame(second);
    }

    @Test
    void tellsHowACameraIsWatched() {
        rooms.bindCameras(cameras(CameraStatus.State.ONLINE, ""));

        assertThat(health.report().checks()).anySatisfy(check -> assertThat(check.detail())
                .endsWith("; level K: objects visible ≥ 2.3 s; awake 3.1 % of the time; 0.6 % of a core;"
                        + " advice: set the camera's key frame interval to 1 s"));
    }

    @Test
    void showsWhatPlugInsOfferForAsLongAsTheyAreThere() {
        HealthCheck gate = () -> new HealthRow("button gate", HealthRow.Status.CRITICAL, "there is no chip");
        HealthCheck front = () -> new HealthRow("button front", HealthRow.Status.OK, "listens");
        health.bindCheck(gate);
        health.bindCheck(front);

        assertThat(health.report().checks())
                .containsSubsequence(
                        new HealthReport.Check("button front", Status.OK, "listens"),
                        new HealthReport.Check("button gate", Status.CRITICAL, "there is no chip"));

        health.unbindCheck(gate);
        assertThat(health.report().checks()).noneMatch(check -> check.name().equals("button gate"));
    }

    @Test
    void aBrokenCheckCostsNobodyElseTheReport() {
        rooms.bindCameras(cameras(CameraStatus.State.ONLINE, ""));
        health.bindCheck(() -> {
            throw new IllegalStateException("its bundle is gone");
        });

        assertThat(health.report().checks())
                .anySatisfy(check -> assertThat(check.name()).isEqualTo("camera front"))
                .anySatisfy(check -> assertThat(check.detail()).contains("does not work", "its bundle is gone"));
    }

    private static WorkerState worker(String name, WorkerState.Status status, boolean vital) {
        boolean well = status == WorkerState.Status.RUNNING;
        return new WorkerState(name, status, vital, well ? 0 : 4, well ? "" : "a bug", Instant.EPOCH);
    }

    @Test
    void saysHowManyWorkersRunWhereAllAreWell() {
        health.bindWorkers(() -> List.of(
                worker("one", WorkerState.Status.RUNNING, true), worker("two", WorkerState.Status.RUNNING, false)));

        HealthReport report = health.report();

        assertThat(report.checks()).contains(new HealthReport.Check("workers", Status.OK, "2 run"));
        assertThat(report.workerStatus()).containsEntry("worker one", "running").containsEntry("worker two", "running");
    }

    @Test
    void showsEachWorkerThatBreaksAndWhatIsLostByIt() {
        Workers crew = () -> List.of(
                worker("again", WorkerState.Status.RESTARTED, true),
                worker("log", WorkerState.Status.FAILING, true),
                worker("pictures", WorkerState.Status.FAILING, false),
                worker("well", WorkerState.Status.RUNNING, true));
        health.bindWorkers(crew);

        HealthReport report = health.report();

        assertThat(report.checks())
                .filteredOn(check -> check.name().startsWith("worker "))
                .extracting(HealthReport.Check::name, HealthReport.Check::status)
                .containsExactly(
                        tuple("worker again", Status.WARN),
                        tuple("worker log", Status.CRITICAL),
                        tuple("worker pictures", Status.WARN));
        assertThat(report.checks())
                .contains(new HealthReport.Check("workers", Status.OK, "1 run without trouble, 3 had some"))
                .anySatisfy(check -> assertThat(check.detail())
                        .isEqualTo("breaks again and again since 1970-01-01T00:00:00Z; broke 4 times, last: a bug;"
                                + " see log/vedette.log"));
        assertThat(report.workerStatus()).containsEntry("worker log", "failing, 4 restarts");

        health.unbindWorkers(crew);
        assertThat(health.report().checks()).noneMatch(check -> check.name().startsWith("worker"));
    }

    private static Cameras cameras(CameraStatus.State state, String reason) {
        CameraStatus front = new CameraStatus("front", state, Instant.EPOCH, reason, FACTS, Map.of());
        return new Cameras() {
            @Override
            public List<CameraStatus> all() {
                return List.of(front);
            }

            @Override
            public Optional<CameraStatus> find(String id) {
                return Optional.empty();
            }

            @Override
            public boolean turn(String id, Switch which, boolean on) {
                return false;
            }
        };
    }

    private static Experts experts() {
        Candidate onnx = new Candidate(
                "detector",
                "onnx",
                "io.vedette.detector.onnx/0.1.0",
                Candidate.State.READY,
                "",
                List.of("front"),
                Map.of("calls", "100", "errors", "4", "timeouts", "1"));
        return new Experts() {
            @Override
            public List<Candidate> candidates() {
                return List.of(onnx);
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

    private static EventLog log(long waiting) {
        return new EventLog() {
            @Override
            public List<EventMessage> latest(int limit) {
                return List.of();
            }

            @Override
            public List<EventMessage> life(UUID eventId) {
                return List.of();
            }

            @Override
            public Optional<Path> clip(UUID eventId) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> picture(UUID eventId) {
                return Optional.empty();
            }

            @Override
            public List<SinkState> sinks() {
                return List.of(new SinkState("mqtt", true, true, waiting, 0, Optional.empty(), Optional.empty()));
            }
        };
    }
}
