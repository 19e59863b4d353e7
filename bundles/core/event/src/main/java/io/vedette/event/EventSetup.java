package io.vedette.event;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room's settings, checked. Immutable.
 *
 * @param sinks the durable sinks that every event is kept for, whether or not they are there
 * @param retention how long the log and its pictures are kept
 */
record EventSetup(Set<String> sinks, Duration retention) {
    private static final Logger LOG = LoggerFactory.getLogger(EventSetup.class);
    private static final String PID = "io.vedette.event";
    private static final int LONGEST_DAYS = 3650;

    static final EventSetup DEFAULT = new EventSetup(Set.of("mqtt"), Duration.ofDays(30));

    EventSetup {
        sinks = Set.copyOf(sinks);
    }

    /** The settings of a configuration; where a value is bad, one line tells, and the last good one stays. */
    EventSetup changed(EventConfig config) {
        return new EventSetup(sinks(config.sinks()), retention(config.retention()));
    }

    private Set<String> sinks(String text) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : text.strip().split("[,\\s]+", -1)) {
            if (!name.isEmpty() && !name.matches("[a-z0-9-]{1,40}")) {
                LOG.warn("{}: sinks = '{}': a name must match [a-z0-9-]{1,40}; {} stays", PID, text, sinks);
                return sinks;
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private Duration retention(String text) {
        String digits = text.strip();
        int days = digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
        if (days < 1 || days > LONGEST_DAYS) {
            LOG.warn(
                    "{}: retention = '{}': must be 1 to {} days; {} days stay",
                    PID,
                    text,
                    LONGEST_DAYS,
                    retention.toDays());
            return retention;
        }
        return Duration.ofDays(days);
    }
}
