package io.vedette.event.alert;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Times of the week, such as {@code mon-fri 08:00-18:00; sat,sun 22:00-06:00}: a span that ends before it begins goes on into the
 * next day. Immutable.
 */
final class Schedule {

    static final Schedule ALWAYS = new Schedule(List.of());
    static final String RANGE = "always, or days and times such as mon-fri 08:00-18:00; sat,sun 22:00-06:00";

    private static final String ALWAYS_WORD = "always";
    private static final int DAY_LETTERS = 3;

    private final List<Span> spans;

    private Schedule(List<Span> spans) {
        this.spans = spans;
    }

    private record Span(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        boolean holds(ZonedDateTime at) {
            LocalTime time = at.toLocalTime();
            DayOfWeek day = at.getDayOfWeek();
            if (from.isBefore(to)) {
                return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
            }
            return (days.contains(day) && !time.isBefore(from)) || (days.contains(day.minus(1)) && time.isBefore(to));
        }
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException it is none
     */
    static Schedule of(String text) {
        if (text.isBlank() || text.strip().equals(ALWAYS_WORD)) {
            return ALWAYS;
        }
        List<Span> spans = new ArrayList<>();
        for (String part : text.strip().split(";", -1)) {
            spans.add(span(part.strip()));
        }
        return new Schedule(List.copyOf(spans));
    }

    private static Span span(String text) {
        String[] words = text.split("\\s+", -1);
        String[] times = words[words.length - 1].split("-", -1);
        if (words.length > 2 || times.length != 2) {
            throw new IllegalArgumentException(text);
        }
        Set<DayOfWeek> days = words.length == 1 ? EnumSet.allOf(DayOfWeek.class) : days(words[0]);
        return new Span(days, time(times[0]), time(times[1]));
    }

    private static LocalTime time(String text) {
        try {
            return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            DayOfWeek day = day(ends[0]);
            DayOfWeek last = day(ends[ends.length - 1]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        for (DayOfWeek each : DayOfWeek.values()) {
            if (each.name().substring(0, DAY_LETTERS).toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException(text);
    }

    /** Whether a time lies in it. */
    boolean holds(ZonedDateTime at) {
        return spans.isEmpty() || spans.stream().anyMatch(span -> span.holds(at));
    }
}
