package io.vedette.telemetry;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.health.Health;
import io.vedette.core.spi.health.HealthReport;
import io.vedette.core.spi.room.Rooms;
import io.vedette.core.spi.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers all figures, when they are asked for and at no other time. Thread-safe. */
final class Figures {
    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
    private static final double MEGA = 1e6;

    private final Rooms rooms;
    private final Supplier<Optional<Health>> health;

    /**
     * Figures of these rooms.
     *
     * @param health who knows how everything is, where somebody does
     */
    Figures(Rooms rooms, Supplier<Optional<Health>> health) {
        this.rooms = rooms;
        this.health = health;
    }

    MetricSnapshots all() {
        List<MetricSnapshot> all = new ArrayList<>();
        all.addAll(CameraFigures.of(rooms.cameras().map(Cameras::all).orElse(List.of())));
        all.addAll(ExpertFigures.of(rooms.experts().map(Experts::candidates).orElse(List.of())));
        rooms.experts().map(Experts::lookTimes).map(ExpertFigures::of).ifPresent(all::add);
        all.addAll(SinkFigures.of(sinks()));
        rooms.framePool()
                .ifPresent(pool -> all.addAll(List.of(
                        new Family("vedette_frames_in_use", "Pictures in the frame pool.")
                                .gauge(pool.inUse())
                                .snapshot(),
                        new Family("vedette_frames_bytes", "Memory of the frame pool, in use and idle.")
                                .gauge(pool.bytes())
                                .snapshot())));
        health.get().ifPresent(each -> all.addAll(of(each.report())));
        all.addAll(JvmFigures.all());
        return new MetricSnapshots(all);
    }

    private static List<MetricSnapshot> of(HealthReport report) {
        Family checks = new Family("vedette_health_checks", "Things that were examined, by how they are.");
        for (HealthReport.Status status : HealthReport.Status.values()) {
            long n = report.checks().stream()
                    .filter(each -> each.status() == status)
                    .count();
            checks.gauge(n, "status", status.word());
        }
        return List.of(
                checks.snapshot(),
                new Family("vedette_ready", "1 while cameras are watched and events remembered.")
                        .gauge(report.ready() ? 1 : 0)
                        .snapshot(),
                new Family("process_resident_memory_bytes", "Resident memory, native libraries included.")
                        .gauge(report.memoryUsageMb() * MEGA)
                        .snapshot());
    }

    private List<SinkState> sinks() {
        Optional<EventLog> log = rooms.eventLog();
        try {
            return log.isPresent() ? log.get().sinks() : List.of();
        } catch (StoreException e) {
            LOG.debug("The outbox cannot be counted: {}", e.getMessage());
            return List.of();
        }
    }

    /** A figure that is no number counts as none. */
    static double number(String text) {
        if (text == null || !text.matches("[0-9]{1,15}(\\.[0-9]{1,15})?")) {
            return 0;
        }
        return Double.parseDouble(text);
    }
}
