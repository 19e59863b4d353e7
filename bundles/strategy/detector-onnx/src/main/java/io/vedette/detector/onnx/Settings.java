package io.vedette.detector.onnx;

import io.vedette.vision.model.ModelChoice;
import io.vedette.vision.model.Option;
import java.util.Map;

/**
 * What the owner wants of one detector. Immutable.
 *
 * @param name the detector's name, {@code [a-z0-9.-]{1,40}}
 * @param task {@code detect} or {@code face-detect}
 * @param model an id of the catalogue, or {@code auto} for the best that is present
 * @param threads how many threads one run uses, 1 to 64
 * @param concurrency how many runs may go on at once, 1 to 256
 */
record Settings(String name, String task, String model, int threads, int concurrency) {

    private static final int MOST_THREADS = 64;
    private static final int MOST_RUNS = 256;

    /**
     * Reads and checks a configuration.
     *
     * @param defaults what holds where the configuration says nothing
     * @throws IllegalArgumentException a value cannot be used; the message names PID, key, value and range
     */
    static Settings of(String pid, Map<String, ?> configuration, Settings defaults) {
        Option option = new Option(pid, configuration);
        return new Settings(
                option.text("name", defaults.name(), "[a-z0-9.-]{1,40}", "[a-z0-9.-]{1,40}"),
                option.text("task", defaults.task(), "detect|face-detect", "detect or face-detect"),
                option.text("model", defaults.model(), ".{1,100}", "at most 100 characters"),
                option.number("threads", defaults.threads(), 1, MOST_THREADS),
                option.number("concurrency", defaults.concurrency(), 1, MOST_RUNS));
    }

    /** What holds where nothing is configured: one thread a run, as many runs as there are processors. */
    static Settings defaults(String name, String task) {
        return new Settings(
                name,
                task,
                ModelChoice.AUTO,
                1,
                Math.min(MOST_RUNS, Runtime.getRuntime().availableProcessors()));
    }
}
