package io.vedette.web;

import io.vedette.api.health.HealthCheck;
import io.vedette.api.health.HealthRow;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.health.Health;
import io.vedette.core.spi.health.HealthReport;
import io.vedette.core.spi.health.HealthReport.Check;
import io.vedette.core.spi.health.HealthReport.Status;
import io.vedette.core.spi.room.Rooms;
import io.vedette.core.spi.store.StoreException;
import io.vedette.core.spi.worker.Workers;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks each room of core how it is, and the checks that plug-ins offer. Thread-safe. */
@Component(service = Health.class)
public final class RoomsHealth implements Health {
    private static final Logger LOG = LoggerFactory.getLogger(RoomsHealth.class);

    private final Rooms rooms;
    private final InstantSource clock;
    private final List<HealthCheck> offered = new CopyOnWriteArrayList<>();
    private final List<Workers> crews = new CopyOnWriteArrayList<>();

    @Activate
    public RoomsHealth(@Reference Rooms rooms, @Reference InstantSource clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCheck(HealthCheck check) {
        offered.add(check);
    }

    void unbindCheck(HealthCheck check) {
        offered.remove(check);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindWorkers(Workers crew) {
        crews.add(crew);
    }

    void unbindWorkers(Workers crew) {
        crews.remove(crew);
    }

    @Override
    public HealthReport report() {
        Findings found = new Findings();
        Optional<Cameras> cameras = rooms.cameras();
        Optional<Experts> experts = rooms.experts();
        Optional<EventLog> log = rooms.eventLog();
        found.room("cameras", cameras.isPresent(), "watches the cameras");
        found.room("experts", experts.isPresent(), "chooses who decodes, detects and tracks");
        found.room("event log", log.isPresent(), "remembers events");
        cameras.ifPresent(found::cameras);
        experts.ifPresent(found::experts);
        log.ifPresent(each -> found.sinks(each, clock.instant()));
        WorkerRows.add(crews, found.workers, found.checks);
        found.offered(offered);
        boolean ready = cameras.isPresent() && experts.isPresent() && log.isPresent();
        return new HealthReport(
                ready,
                found.fps,
                found.backlogs,
                found.workers,
                found.errorRate,
                ProcessMemory.residentMb(),
                found.checks);
    }

    /** Confined to one thread. */
    private static final class Findings {
        private final List<Check> checks = new ArrayList<>();
        private final Map<String, Long> backlogs = new TreeMap<>();
        private final Map<String, String> workers = new TreeMap<>();
        private double fps;
        private double errorRate;

        void room(String name, boolean there, String what) {
            checks.add(new Check(
                    name, there ? Status.OK : Status.CRITICAL, there ? what : "not there; see log/vedette.log"));
        }

        void cameras(Cameras cameras) {
            for (CameraStatus each : cameras.all()) {
                boolean online = each.state() == CameraStatus.State.ONLINE;
                boolean well = each.state() == CameraStatus.State.DISABLED
                        || (online && each.reason().isEmpty());
                fps += number(each.facts().get("fps"));
                String reason = each.reason().isEmpty() ? "" : ": " + each.reason();
                checks.add(new Check(
                        "camera " + each.id(),
                        well ? Status.OK : Status.WARN,
                        each.state().word() + " since " + each.since().truncatedTo(ChronoUnit.SECONDS) + reason
                                + gate(each)));
            }
        }

        /** How the camera is watched while nothing happens; empty while that is not known. */
        private static String gate(CameraStatus camera) {
            Map<String, String> facts = camera.facts();
            if (!facts.containsKey("level")) {
                return "";
            }
            String advice = facts.getOrDefault("advice", "");
            return String.format(
                    Locale.ROOT,
                    "; level %s: %s; awake %.1f %% of the time; %.1f %% of a core%s",
                    facts.get("level"),
                    facts.get("guarantee"),
                    100 * number(facts.get("awake")),
                    100 * number(facts.get("cpu")),
                    advice.isEmpty() ? "" : "; advice: " + advice);
        }

        void experts(Experts experts) {
            double calls = 0;
            double failed = 0;
            for (Candidate each : experts.candidates()) {
                calls += number(each.figures().get("calls"));
                failed += number(each.figures().get("errors"))
                        + number(each.figures().get("timeouts"));
                boolean unavailable = each.state() == Candidate.State.UNAVAILABLE;
                String state = each.state().name().toLowerCase(Locale.ROOT);
                workers.put(each.kind() + " " + each.name() + " " + each.bundle(), state);
                checks.add(new Check(
                        each.kind() + " " + each.name(),
                        unavailable ? Status.WARN : Status.OK,
                        each.bundle() + " is " + state + (unavailable ? ", because " + each.because() : "")));
            }
            errorRate = calls == 0 ? 0 : Math.min(1, failed / calls);
        }

        void sinks(EventLog log, Instant now) {
            try {
                for (SinkState each : log.sinks()) {
                    backlogs.put(each.name(), each.waiting());
                    checks.add(SinkRow.of(each, now));
                }
            } catch (StoreException e) {
                checks.add(new Check("database", Status.CRITICAL, String.valueOf(e.getMessage())));
            }
        }

        void offered(List<HealthCheck> offered) {
            offered.stream()
                    .map(Findings::check)
                    .sorted(Comparator.comparing(Check::name))
                    .forEach(checks::add);
        }

        private static Check check(HealthCheck plugIn) {
            // plug-in edge: on
            try {
                HealthRow row = plugIn.row();
                return new Check(row.name(), Status.valueOf(row.status().name()), row.sentence());
            } catch (RuntimeException | LinkageError e) {
                // Worth a debug line each time only: the row itself says it where people look.
                LOG.debug("A health check failed", e);
                return new Check(plugIn.getClass().getName(), Status.WARN, "this check does not work: " + e);
            }
            // plug-in edge: off
        }

        /** A figure that is no number counts as none. */
        private static double number(String text) {
            if (text == null || !text.matches("[0-9]{1,15}(\\.[0-9]{1,15})?")) {
                return 0;
            }
            return Double.parseDouble(text);
        }
    }
}
