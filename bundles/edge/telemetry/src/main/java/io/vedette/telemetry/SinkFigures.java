package io.vedette.telemetry;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.vedette.core.spi.event.SinkState;
import java.util.List;

/** What is known of durable sinks, as figures. */
final class SinkFigures {
    private SinkFigures() {}

    static List<MetricSnapshot> of(List<SinkState> sinks) {
        Family waiting = new Family("vedette_outbox_messages", "Event messages that wait for a durable sink.");
        Family dead = new Family("vedette_sink_dead_letters", "Event messages that a durable sink refused for good.");
        Family failing = new Family(
                "vedette_sink_failing",
                "1 where a durable sink is not there, took nothing when it was last tried, or has settings to be mended.");
        for (SinkState each : sinks) {
            waiting.gauge(each.waiting(), "sink", each.name());
            dead.gauge(each.dead(), "sink", each.name());
            failing.gauge(each.isWell() ? 0 : 1, "sink", each.name());
        }
        return List.of(waiting.snapshot(), dead.snapshot(), failing.snapshot());
    }
}
