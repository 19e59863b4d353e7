package io.vedette.face;

import io.vedette.api.face.FaceException;
import io.vedette.core.spi.store.Secrets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gallery's settings, checked; the key is not among them. Immutable.
 *
 * @param threshold how alike a face must be to one that is enrolled, -1 to 1
 * @param strangers whether faces that nobody has named are kept
 * @param retention how long after their last visit
 */
record FaceSetup(double threshold, boolean strangers, Duration retention) {
    private static final Logger LOG = LoggerFactory.getLogger(FaceSetup.class);
    static final String PID = "io.vedette.face";
    static final String CLOSED = "The gallery of faces is closed: ";
    static final String KEY = "encryption.key";
    static final String FORMER_KEY = "encryption.former-key";
    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 1000;
    private static final double LEAST = 0.1;
    private static final double MOST = 0.9;
    private static final int LONGEST_DAYS = 365;

    static final FaceSetup DEFAULT = new FaceSetup(0.38, true, Duration.ofDays(14));

    /** The settings of a configuration; where a value is bad, one line tells, and the last good one stays. */
    FaceSetup changed(FaceConfig config) {
        return new FaceSetup(
                threshold(config.threshold()), strangers(config.strangers()), retention(config.strangers_retention()));
    }

    /**
     * A key of the gallery; empty where none is configured.
     *
     * @param name of the setting
     * @throws FaceException it cannot be had, or is too short; the gallery must not be opened
     */
    static Optional<String> key(String name, String configured, Secrets secrets) throws FaceException {
        try {
            String filled = secrets.fill(configured.strip());
            if (filled.isEmpty()) {
                return Optional.empty();
            }
            if (filled.length() < SHORTEST_KEY || filled.length() > LONGEST_KEY) {
                throw new FaceException(CLOSED + PID + ", " + name + " must have " + SHORTEST_KEY + " to " + LONGEST_KEY
                        + " characters, but has " + filled.length());
            }
            return Optional.of(filled);
        } catch (Secrets.Missing e) {
            throw new FaceException(CLOSED + PID + ", " + name + ": " + e.getMessage(), e);
        }
    }

    private double threshold(String text) {
        String number = text.strip();
        double value = number.matches("[01]?\\.?[0-9]{1,9}") ? Double.parseDouble(number) : 0;
        if (value >= LEAST && value <= MOST) {
            return value;
        }
        LOG.warn("{}: threshold = '{}': must be {} to {}; {} stays", PID, text, LEAST, MOST, threshold);
        return threshold;
    }

    private boolean strangers(String text) {
        switch (text.strip()) {
            case "true":
                return true;
            case "false":
                return false;
            default:
                LOG.warn("{}: strangers = '{}': must be true or false; {} stays", PID, text, strangers);
                return strangers;
        }
    }

    private Duration retention(String text) {
        String digits = text.strip();
        int days = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : 0;
        if (days >= 1 && days <= LONGEST_DAYS) {
            return Duration.ofDays(days);
        }
        LOG.warn(
                "{}: strangers.retention = '{}': must be 1 to {} days; {} days stay",
                PID,
                text,
                LONGEST_DAYS,
                retention.toDays());
        return retention;
    }
}
