package io.vedette.event.alert;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks the settings of an alert rule. */
final class RuleReader {

    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6}) ?(s|min|h|d)?");
    private static final int LONGEST_TEXT = 200;

    private final Map<String, ?> values;

    private RuleReader(Map<String, ?> values) {
        this.values = values;
    }

    /**
     * The rule of some settings.
     *
     * @throws IllegalArgumentException a value cannot be used; the message names key, value and range
     */
    static AlertRule read(String name, Map<String, ?> values) {
        RuleReader from = new RuleReader(values);
        return new AlertRule(
                name,
                from.set("cameras", "[a-z0-9-]{1,40}", "ids of cameras"),
                from.set("labels", "[^*]{1,60}", "labels or categories"),
                from.set("faces", "[^*]{1,60}", "known, blocked, unknown or names"),
                from.set("zones", "[^*]{1,60}", "names of zones"),
                from.schedule(),
                from.cooldown(),
                new AlertRule.Action(from.sinks(), from.severity(), from.text()));
    }

    private String value(String key, String usual) {
        Object value = values.get(key);
        return value == null || value.toString().isBlank()
                ? usual
                : value.toString().strip();
    }

    private static IllegalArgumentException bad(String key, String value, String range) {
        return new IllegalArgumentException(key + " = " + value.replaceAll("\\p{Cntrl}", "?") + " is not " + range);
    }

    private Set<String> set(String key, String form, String range) {
        String text = value(key, "*");
        Set<String> all = new LinkedHashSet<>();
        for (String each : text.split(",", -1)) {
            String word = each.strip().toLowerCase(Locale.ROOT);
            if (!word.equals("*") && !word.matches(form)) {
                // Names of people have no place in a log.
                String shown = key.equals("faces") ? "(not shown)" : text;
                throw bad(key, shown, range + ", separated by commas, or *");
            }
            all.add(word);
        }
        return all;
    }

    private Set<String> sinks() {
        String text = value("notify", "");
        Set<String> sinks = new LinkedHashSet<>();
        for (String each : text.split(",", -1)) {
            if (!each.strip().matches("[a-z0-9-]{1,40}")) {
                throw bad(
                        "notify",
                        text,
                        "one or more of telegram, webhook, email or another sink's name, separated by commas");
            }
            sinks.add(each.strip());
        }
        return sinks;
    }

    private Schedule schedule() {
        String text = value("schedule", "");
        try {
            return Schedule.of(text);
        } catch (IllegalArgumentException e) {
            throw bad("schedule", text, Schedule.RANGE);
        }
    }

    private Duration cooldown() {
        String text = value("cooldown", "60 s");
        Matcher matcher = LENGTH.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            String unit = matcher.group(2) == null ? "s" : matcher.group(2);
            Duration length =
                    switch (unit) {
                        case "min" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofSeconds(number);
                    };
            if (length.compareTo(Duration.ofDays(1)) <= 0) {
                return length;
            }
        }
        throw bad("cooldown", text, "0 s to 1 d");
    }

    private String severity() {
        String text = value("severity", "info");
        if (!text.matches("info|warning|critical")) {
            throw bad("severity", text, "info, warning or critical");
        }
        return text;
    }

    private String text() {
        String text = value("text", "");
        if (text.length() > LONGEST_TEXT) {
            throw bad("text", text.substring(0, LONGEST_TEXT) + "…", "at most " + LONGEST_TEXT + " characters");
        }
        return text;
    }
}
