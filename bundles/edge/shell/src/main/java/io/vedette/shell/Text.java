package io.vedette.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.karaf.shell.api.console.Session;

/** How commands write values. */
final class Text {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of what is no terminal. */
    static final int USUAL_WIDTH = 120;

    private Text() {}

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a plain value: " + value.getClass(), e);
        }
    }

    /** A time to the second. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A time to the millisecond, for scripts. */
    static String timeMs(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** A time that was written by somebody else, to the second; what is none stays as it is. */
    static String time(String instant) {
        try {
            return time(Instant.parse(instant));
        } catch (DateTimeException e) {
            return instant;
        }
    }

    /** A fraction, to two digits. */
    static String fraction(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** How many characters fit into a line. */
    static int width(Session session) {
        int width = session.getTerminal() == null ? 0 : session.getTerminal().getWidth();
        return width > 0 ? width : USUAL_WIDTH;
    }
}
