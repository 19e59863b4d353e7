package io.vedette.telemetry;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/** The figures of one name while they are gathered. Confined to one thread. */
final class Family {
    private final String name;
    private final String help;
    private final List<CounterSnapshot.CounterDataPointSnapshot> counters = new ArrayList<>();
    private final List<GaugeSnapshot.GaugeDataPointSnapshot> gauges = new ArrayList<>();

    /** @param name without {@code _total}, which counters get by themselves */
    Family(String name, String help) {
        this.name = name;
        this.help = help;
    }

    Family counter(Number value, String... labels) {
        counters.add(CounterSnapshot.CounterDataPointSnapshot.builder()
                .value(Math.max(0, value.doubleValue()))
                .labels(Labels.of(labels))
                .build());
        return this;
    }

    Family gauge(Number value, String... labels) {
        gauges.add(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .value(value.doubleValue())
                .labels(Labels.of(labels))
                .build());
        return this;
    }

    MetricSnapshot snapshot() {
        if (!counters.isEmpty()) {
            CounterSnapshot.Builder builder =
                    CounterSnapshot.builder().name(name).help(help);
            counters.forEach(builder::dataPoint);
            return builder.build();
        }
        GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
        gauges.forEach(builder::dataPoint);
        return builder.build();
    }
}
