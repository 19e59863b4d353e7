package io.vedette.trigger.gpio;

import io.vedette.api.health.HealthRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a button is: told in the log whenever it changes, and on the health page whenever it is asked for. Thread-safe.
 */
final class Condition {
    private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

    /** Who holds a button for longer does not hold it. */
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final String button;
    private final ButtonSettings settings;
    private final InstantSource clock;
    private String trouble = "its line is looked for";
    private String place = "";
    private boolean refused;
    private boolean fluttering;
    private Instant activeSince;
    private long presses;
    private Instant lastPress;

    Condition(String button, ButtonSettings settings, InstantSource clock) {
        this.button = button;
        this.settings = settings;
        this.clock = clock;
    }

    /** The line cannot be had. */
    synchronized void trouble(String why) {
        if (!why.equals(trouble)) {
            LOG.warn("Button {}: {}; it is tried again and again", button, why);
            trouble = why;
            activeSince = null;
        }
    }

    /**
     * The line is listened to from now on.
     *
     * @param line which one, for people
     * @param active whether the button is pressed
     */
    synchronized void listens(String line, boolean active) {
        trouble = "";
        place = line;
        level(active);
        LOG.info(
                "Button {}: listens to {} for camera {}{}",
                button,
                line,
                settings.camera(),
                active ? "; " + held() : "");
    }

    synchronized void level(boolean active) {
        if (!active) {
            activeSince = null;
        } else if (activeSince == null) {
            activeSince = clock.instant();
        }
    }

    synchronized void flutters(boolean now) {
        if (now && !fluttering) {
            LOG.warn("Button {}: {}", button, flutter());
        } else if (!now && fluttering) {
            LOG.info("Button {}: the line is quiet again; presses count", button);
        }
        fluttering = now;
    }

    /**
     * The button was pressed.
     *
     * @param taken whether something comes of it
     */
    synchronized void pressed(Instant at, boolean taken) {
        if (!taken && !refused) {
            LOG.warn("Button {}: pressed, but {}", button, nobody());
        }
        refused = !taken;
        presses++;
        lastPress = at;
    }

    synchronized HealthRow row() {
        String name = "button " + button;
        if (!trouble.isEmpty()) {
            return new HealthRow(name, HealthRow.Status.WARN, trouble);
        }
        boolean stuck = activeSince != null
                && Duration.between(activeSince, clock.instant()).compareTo(STUCK) > 0;
        String said = "listens to " + place + told();
        if (fluttering) {
            return new HealthRow(name, HealthRow.Status.WARN, said + "; " + flutter());
        }
        if (stuck) {
            return new HealthRow(name, HealthRow.Status.WARN, said + "; " + held());
        }
        if (refused) {
            return new HealthRow(name, HealthRow.Status.WARN, said + "; the last press was in vain: " + nobody());
        }
        return new HealthRow(name, HealthRow.Status.OK, said);
    }

    private String told() {
        return lastPress == null
                ? ", not pressed yet"
                : ", pressed " + presses + (presses == 1 ? " time" : " times") + ", last at "
                        + lastPress.truncatedTo(ChronoUnit.SECONDS);
    }

    private String nobody() {
        return "there is no camera " + settings.camera() + ", or it is disabled";
    }

    private String held() {
        return "it reads as pressed"
                + (activeSince == null ? "" : " since " + activeSince.truncatedTo(ChronoUnit.SECONDS))
                + "; if nobody holds it, the wires touch or active-low must be " + !settings.activeLow();
    }

    private static String flutter() {
        return "more than " + Flutter.MOST_PRESSES + " presses in 10 s cannot be: a loose wire, or bias is wrong;"
                + " none counts until the line is quiet for 10 s";
    }
}
