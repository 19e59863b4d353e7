package io.vedette.telemetry;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.LookTimes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the experts count. */
final class ExpertFigures {
    private static final double MILLIS = 1e3;

    private ExpertFigures() {}

    static List<MetricSnapshot> of(List<Candidate> experts) {
        Family ready = new Family("vedette_expert_ready", "1 while the expert can serve.");
        Family serves = new Family("vedette_expert_cameras", "Cameras that the expert serves now.");
        Family calls = new Family("vedette_detector_calls", "Looks that the detector answered.");
        Family errors = new Family("vedette_detector_errors", "Calls that failed.");
        Family timeouts = new Family("vedette_detector_timeouts", "Calls that took over 2 s.");
        SummarySnapshot.Builder latency = SummarySnapshot.builder()
                .name("vedette_detector_latency_seconds")
                .help("From asking the detector to its answer, the latest 512 looks.");
        Set<String> told = new HashSet<>();
        for (Candidate each : experts) {
            String[] labels = {"kind", each.kind(), "name", each.name(), "bundle", each.bundle()};
            // A bundle may offer a name twice; a series may be there once.
            if (!told.add(String.join("|", labels))) {
                continue;
            }
            ready.gauge(each.state() == Candidate.State.READY ? 1 : 0, labels);
            serves.gauge(each.cameras().size(), labels);
            if (each.kind().equals("detector")) {
                String[] own = {"name", each.name(), "bundle", each.bundle()};
                Map<String, String> figures = each.figures();
                calls.counter(Figures.number(figures.get("calls")), own);
                errors.counter(Figures.number(figures.get("errors")), own);
                timeouts.counter(Figures.number(figures.get("timeouts")), own);
                latency.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                        .quantiles(quantiles(figures))
                        .count((long) Figures.number(figures.get("calls")))
                        .labels(Labels.of(own))
                        .build());
            }
        }
        return List.of(
                ready.snapshot(),
                serves.snapshot(),
                calls.snapshot(),
                errors.snapshot(),
                timeouts.snapshot(),
                latency.build());
    }

    static MetricSnapshot of(LookTimes looks) {
        double[] bounds = looks.uptoMs().stream().mapToDouble(ms -> ms / MILLIS).toArray();
        return HistogramSnapshot.builder()
                .name("vedette_look_seconds")
                .help("From offering a look to its answer, by all detectors.")
                .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(
                                bounds, looks.counts().toArray(Long[]::new)))
                        .sum(looks.sumMs() / MILLIS)
                        .build())
                .build();
    }

    private static Quantiles quantiles(Map<String, String> figures) {
        if (figures.getOrDefault("p50_ms", "").isEmpty()) {
            return Quantiles.EMPTY;
        }
        return Quantiles.of(
                new Quantile(0.5, Figures.number(figures.get("p50_ms")) / MILLIS),
                new Quantile(0.95, Figures.number(figures.get("p95_ms")) / MILLIS));
    }
}
