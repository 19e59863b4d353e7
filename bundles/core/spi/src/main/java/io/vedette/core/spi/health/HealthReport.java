package io.vedette.core.spi.health;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the program is. Immutable.
 *
 * @param ready whether all rooms of core are up, so that cameras are watched
 * @param pipelineFps pictures per second that the cameras deliver together
 * @param queueBacklogs messages that wait, by durable sink
 * @param workerStatus state of each expert, by kind and name, and of each worker, by {@code worker} and its name
 * @param errorRate calls of experts that failed, of all calls since the start, 0 to 1
 * @param memoryUsageMb resident memory of the process, 10^6 bytes
 * @param checks one row per thing that was examined
 */
public record HealthReport(
        boolean ready,
        double pipelineFps,
        Map<String, Long> queueBacklogs,
        Map<String, String> workerStatus,
        double errorRate,
        long memoryUsageMb,
        List<Check> checks) {

    /** What a status means, worse ones last. */
    public enum Status {
        /** Works; there is nothing to do. */
        OK,
        /** Works, but somebody should look at it. */
        WARN,
        /** A function is lost. */
        CRITICAL;

        /** The word in tables and JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing that was examined.
     *
     * @param name what it is
     * @param status how it is
     * @param detail why, in one line
     */
    public record Check(String name, Status status, String detail) {}

    public HealthReport {
        queueBacklogs = Map.copyOf(queueBacklogs);
        workerStatus = Map.copyOf(workerStatus);
        checks = List.copyOf(checks);
    }

    /** The worst of the checks. */
    public Status overall() {
        return checks.stream().map(Check::status).max(Status::compareTo).orElse(Status.OK);
    }
}
