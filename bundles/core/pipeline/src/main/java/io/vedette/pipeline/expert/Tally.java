package io.vedette.pipeline.expert;

import java.util.Map;

/** What became of a detector's calls. Thread-safe. */
final class Tally {

    private final Latencies latencies = new Latencies();
    private long failures;
    private long timeouts;
    private String lastError = "";

    void answered(long latencyNs) {
        latencies.add(latencyNs);
    }

    synchronized void failed(String reason) {
        failures++;
        lastError = reason;
    }

    synchronized void timedOut() {
        timeouts++;
    }

    /** Adds the figures to those of a candidate. */
    synchronized void tell(Map<String, String> figures) {
        figures.put("calls", String.valueOf(latencies.count()));
        figures.put("errors", String.valueOf(failures));
        figures.put("timeouts", String.valueOf(timeouts));
        figures.put("last_error", lastError);
        figures.put("p50_ms", latencies.percentileMs(0.5));
        figures.put("p95_ms", latencies.percentileMs(0.95));
    }
}
