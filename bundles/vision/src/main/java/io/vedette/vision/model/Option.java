package io.vedette.vision.model;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads and checks single options of a configuration; a bad one is told with PID, key, value and range. Immutable.
 *
 * @param pid whose configuration it is
 * @param configuration what its owner wrote
 */
public record Option(String pid, Map<String, ?> configuration) {

    private static final int MOST_CHARACTERS = 1000;

    /** A text that matches the pattern, which people read as the range; the default where it is empty. */
    public String text(String key, String otherwise, String pattern, String range) {
        Object value = configuration.get(key);
        String text = value == null ? "" : value.toString().strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.length() > MOST_CHARACTERS || !text.matches(pattern)) {
            throw bad(key, text, range);
        }
        return text;
    }

    /** A whole number within a range; the default where it is empty. */
    public int number(String key, int otherwise, int least, int most) {
        String range = least + " to " + most;
        String text = text(key, String.valueOf(otherwise), "[0-9]{1,9}", range);
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw bad(key, text, range);
        }
        return number;
    }

    /** A share, 0 to 1, such as {@code 0.35}; the default where it is empty. */
    public double share(String key, double otherwise) {
        return Double.parseDouble(text(key, String.valueOf(otherwise), "0(\\.[0-9]{1,9})?|1(\\.0{1,9})?", "0 to 1"));
    }

    /** A folder; what begins with {@code ~/} lies in the home of who runs this. */
    public Path folder(String key, Path otherwise) {
        String range = "a whole path such as /opt/" + key;
        String text = text(key, otherwise.toString(), "(/|~/).*", range);
        try {
            return text.startsWith("~/")
                    ? Path.of(System.getProperty("user.home"), text.substring(2))
                    : Path.of(text).normalize();
        } catch (InvalidPathException e) {
            throw (IllegalArgumentException) bad(key, text, range).initCause(e);
        }
    }

    private IllegalArgumentException bad(String key, String value, String range) {
        String shown = value.length() > 100 ? value.substring(0, 100) + "…" : value;
        return new IllegalArgumentException(pid + ": " + key + " must be " + range + ", but is '" + shown + "'");
    }
}
