package io.vedette.notice;

import io.vedette.api.secret.MissingSecretException;
import io.vedette.api.secret.Placeholders;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and checks the settings of one PID. Immutable.
 *
 * @param pid whose settings
 * @param properties what its owner wrote
 * @param placeholders fills secrets in
 */
public record Form(String pid, Map<String, ?> properties, Placeholders placeholders) {

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(ms|s|min|h|d)?");
    private static final Map<String, Long> UNITS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final int MOST_SHOWN = 100;

    /** What stands there as it is; empty where nothing does. */
    public Optional<String> text(String key) {
        Object value = properties.get(key);
        return value == null || value.toString().isBlank()
                ? Optional.empty()
                : Optional.of(value.toString().strip());
    }

    /** What stands there, with secrets filled in. */
    public Optional<String> secret(String key) throws BadSetting {
        Optional<String> text = text(key);
        try {
            return text.isEmpty() ? text : Optional.of(placeholders.fill(text.get()));
        } catch (MissingSecretException e) {
            throw new BadSetting(pid + ": " + key + ": " + e.getMessage());
        }
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean otherwise) throws BadSetting {
        String text = text(key).orElse(String.valueOf(otherwise));
        if (!"true".equals(text) && !"false".equals(text)) {
            throw bad(key, text, "true or false");
        }
        return "true".equals(text);
    }

    /** A whole number within a range. */
    public int number(String key, int otherwise, int least, int most) throws BadSetting {
        String text = text(key).orElse(String.valueOf(otherwise));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw bad(key, text, least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    /**
     * A time such as {@code 10 s}, {@code 500 ms}, {@code 5 min}, {@code 24 h}, {@code 7 d}; seconds where no unit stands.
     *
     * @param range how people read the range
     */
    public Duration length(String key, Duration otherwise, Duration least, Duration most, String range)
            throws BadSetting {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = LENGTH.matcher(text.get());
        if (!matcher.matches()) {
            throw bad(key, text.get(), range);
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        Duration length = Duration.ofMillis(new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(UNITS.get(unit)))
                .longValue());
        if (length.compareTo(least) < 0 || length.compareTo(most) > 0) {
            throw bad(key, text.get(), range);
        }
        return length;
    }

    /** A value that may be shown is out of range. */
    public BadSetting bad(String key, String value, String range) {
        String shown = value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN) + "…" : value;
        return new BadSetting(pid + ": " + key + " = '" + shown.replaceAll("\\p{Cntrl}", " ") + "': " + range);
    }

    /** A value that may hold a secret is out of range; it is not shown. */
    public BadSetting badSecret(String key, String range) {
        return new BadSetting(pid + ": " + key + " (not shown): " + range);
    }
}
