package io.vedette.trigger.gpio;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the owner wants of a button. Immutable.
 *
 * @param camera the camera that shows who pressed
 * @param chip a chip's name, path under {@code /dev}, or label
 * @param line a line's number on its chip, or its name
 * @param activeLow whether the line is low while the button is pressed
 * @param bias what keeps the line at rest
 * @param debounce how long the contact must be closed to count, 0 to 2 s
 * @param enabled whether the button is listened to
 */
record ButtonSettings(
        String camera, String chip, String line, boolean activeLow, Bias bias, Duration debounce, boolean enabled) {

    /** Of a button's name, and of a camera's id. */
    static final String ID = "[a-z0-9-]{1,40}";

    private static final List<String> KEYS =
            List.of("camera", "chip", "line", "active-low", "bias", "debounce", "enabled");

    private static final int MOST_MS = 2000;
    /** As long as the kernel's names may be, without their last zero. */
    private static final String NAME = "[^/\\p{Cntrl}]{1,31}";

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s*(ms|s)?");

    /**
     * Reads and checks a configuration.
     *
     * @throws IllegalArgumentException a value cannot be used; the message names PID, key, value and range
     */
    static ButtonSettings of(String pid, Map<String, ?> configuration) {
        Reader reader = new Reader(pid, configuration);
        return new ButtonSettings(
                reader.text("camera", "", ID, "a camera's id, 1 to 40 of a-z, 0-9 and -"),
                reader.text(
                        "chip",
                        "gpiochip0",
                        "/dev/[^\\p{Cntrl}]{1,200}|" + NAME,
                        "a chip's name such as gpiochip0, its path under /dev, or its label of at most 31 characters"),
                reader.text("line", "", NAME, "a line's number from 0, or its name of at most 31 characters"),
                reader.flag("active-low"),
                Bias.of(reader.text(
                        "bias",
                        Bias.PULL_UP.word(),
                        "pull-up|pull-down|disabled|as-is",
                        "pull-up, pull-down, disabled or as-is")),
                reader.debounce(),
                reader.flag("enabled"));
    }

    /** Keys that stand in the configuration and mean nothing. */
    static List<String> unknown(Map<String, ?> configuration) {
        return configuration.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                // What the framework itself adds.
                .filter(key -> !key.matches("(service|component|felix|org|osgi)\\..*|.*\\.target"))
                .sorted()
                .toList();
    }

    /** Reads single values. */
    private record Reader(String pid, Map<String, ?> configuration) {
        private static final int LONGEST_SHOWN = 100;

        /** A value that matches; what holds otherwise where it is empty, and where that is empty, too, it is needed. */
        String text(String key, String otherwise, String pattern, String range) {
            String text = written(key);
            if (text.isEmpty() && otherwise.isEmpty()) {
                throw new IllegalArgumentException(pid + ": " + key + " is missing: " + range);
            }
            if (!text.isEmpty() && !text.matches(pattern)) {
                throw bad(key, range);
            }
            return text.isEmpty() ? otherwise : text;
        }

        boolean flag(String key) {
            return Boolean.parseBoolean(text(key, "true", "true|false", "true or false"));
        }

        Duration debounce() {
            String range = "a length from 0 s to 2 s such as 50 ms";
            Matcher length = LENGTH.matcher(text("debounce", "50 ms", LENGTH.pattern(), range));
            if (length.matches()) {
                double unitMs = "ms".equals(length.group(2)) ? 1 : 1000;
                double ms = Double.parseDouble(length.group(1)) * unitMs;
                if (ms <= MOST_MS) {
                    return Duration.ofNanos(Math.round(ms * 1e6));
                }
            }
            throw bad("debounce", range);
        }

        private String written(String key) {
            Object value = configuration.get(key);
            return value == null ? "" : value.toString().strip();
        }

        private IllegalArgumentException bad(String key, String range) {
            String text = written(key).replaceAll("\\p{Cntrl}", "?");
            String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
            return new IllegalArgumentException(pid + ": " + key + " must be " + range + ", but is '" + shown + "'");
        }
    }
}
