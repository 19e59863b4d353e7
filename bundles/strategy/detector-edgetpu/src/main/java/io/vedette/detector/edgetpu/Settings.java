package io.vedette.detector.edgetpu;

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
        Settings settings = new Settings(
                text(pid, configuration, "name", DEFAULTS.name()),
                text(pid, configuration, "model", DEFAULTS.model()),
                text(pid, configuration, "device", DEFAULTS.device()),
                number(pid, configuration, "threads", DEFAULTS.threads(), MOST_THREADS),
                number(pid, configuration, "concurrency", DEFAULTS.concurrency(), MOST_RUNS));
        if (!settings.name().matches("[a-z0-9.-]{1,40}")) {
            throw bad(pid, "name", settings.name(), "[a-z0-9.-]{1,40}");
        }
        if (!settings.device().matches("auto|edgetpu|cpu")) {
            throw bad(pid, "device", settings.device(), "auto, edgetpu or cpu");
        }
        return settings;
    }

    /** Whether the owner has asked for nothing in particular. */
    boolean untouched() {
        return model.equals(AUTO) && device.equals(AUTO);
    }

    private static String text(String pid, Map<String, ?> configuration, String key, String otherwise) {
        Object value = configuration.get(key);
        String text = value == null ? "" : value.toString().strip();
        if (text.length() > 100) {
            throw bad(pid, key, text.substring(0, 100) + "…", "at most 100 characters");
        }
        return text.isEmpty() ? otherwise : text;
    }

    private static int number(String pid, Map<String, ?> configuration, String key, int otherwise, int most) {
        String text = text(pid, configuration, key, String.valueOf(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw (IllegalArgumentException) bad(pid, key, text, "1 to " + most).initCause(e);
        }
        throw bad(pid, key, text, "1 to " + most);
    }

    private static IllegalArgumentException bad(String pid, String key, String value, String range) {
        return new IllegalArgumentException(pid + ": " + key + " must be " + range + ", but is '" + value + "'");
    }
}
