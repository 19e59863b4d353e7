package io.vedette.detector.edgetpu;

import io.vedette.vision.model.Option;
import java.util.Map;

/**
 * What the owner wants of the detector. Immutable.
 *
 * @param name the detector's name, {@code [a-z0-9.-]{1,40}}
 * @param model an id of the catalogue, or {@code auto} for the best that is present and can run
 * @param device {@code auto}, {@code edgetpu} or {@code cpu}
 * @param threads how many threads one run on the CPU uses, 1 to 64
 * @param concurrency how many runs on the CPU may go on at once, 1 to 256
 */
record Settings(String name, String model, String device, int threads, int concurrency) {

    static final String AUTO = "auto";
    static final String EDGETPU = "edgetpu";
    static final String CPU = "cpu";

    private static final int MOST_THREADS = 64;
    private static final int MOST_RUNS = 256;

    /** What holds where nothing is configured: one thread a run, as many runs as there are processors. */
    static final Settings DEFAULTS = new Settings(
            "edgetpu", AUTO, AUTO, 1, Math.min(MOST_RUNS, Runtime.getRuntime().availableProcessors()));

    /**
     * Reads and checks a configuration.
     *
     * @throws IllegalArgumentException a value cannot be used; the message names PID, key, value and range
     */
    static Settings of(String pid, Map<String, ?> configuration) {
        Option option = new Option(pid, configuration);
        return new Settings(
                option.text("name", DEFAULTS.name(), "[a-z0-9.-]{1,40}", "[a-z0-9.-]{1,40}"),
                option.text("model", DEFAULTS.model(), ".{1,100}", "at most 100 characters"),
                option.text("device", DEFAULTS.device(), "auto|edgetpu|cpu", "auto, edgetpu or cpu"),
                option.number("threads", DEFAULTS.threads(), 1, MOST_THREADS),
                option.number("concurrency", DEFAULTS.concurrency(), 1, MOST_RUNS));
    }

    /** Whether the owner has asked for nothing in particular. */
    boolean untouched() {
        return model.equals(AUTO) && device.equals(AUTO);
    }
}
