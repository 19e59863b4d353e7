package io.vedette.mqtt;

import io.vedette.core.spi.camera.Switch;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of our topics, below the prefix (MQTT 3.1.1, section 4.7). Immutable.
 *
 * @param prefix first levels, without a slash at its ends
 */
record Topics(String prefix) {

    private static final Pattern UNFIT = Pattern.compile("[+#/\\p{Cntrl}\\u0080-\\u009f\\ufffe\\uffff\\p{Cs}]");
    private static final int LONGEST_LEVEL = 100;

    /** A switch of a camera that somebody wants to turn. */
    record Order(String cameraId, Switch which) {}

    static final String AVAILABLE = "available";
    static final String EVENTS = "events";
    static final String STATS = "stats";

    /** The full name of a topic given below the prefix. */
    String full(String below) {
        return prefix + "/" + below;
    }

    /** The filter that matches every switch's orders. */
    String orders() {
        return full("cameras/+/+/set");
    }

    /** The filter that matches every camera's press. */
    String presses() {
        return full("cameras/+/press");
    }

    /** Reads the topic of a press: the camera's id; empty where it is none. */
    Optional<String> press(String topic) {
        String start = full("cameras/");
        if (!topic.startsWith(start)) {
            return Optional.empty();
        }
        String[] levels = topic.substring(start.length()).split("/", -1);
        return levels.length == 2 && "press".equals(levels[1]) ? Optional.of(levels[0]) : Optional.empty();
    }

    /** Reads the topic of an order; empty where it names no switch of ours. */
    Optional<Order> order(String topic) {
        String start = full("cameras/");
        if (!topic.startsWith(start)) {
            return Optional.empty();
        }
        String[] levels = topic.substring(start.length()).split("/", -1);
        if (levels.length != 3 || !"set".equals(levels[2])) {
            return Optional.empty();
        }
        return Switch.of(levels[1]).map(which -> new Order(levels[0], which));
    }

    /** The topics of one camera begin so. */
    static String camera(String cameraId) {
        return "cameras/" + level(cameraId) + "/";
    }

    /** One level's text: wildcards, slashes, control characters and lone surrogates become {@code _}. */
    static String level(String text) {
        String cut = text.length() <= LONGEST_LEVEL ? text : text.substring(0, LONGEST_LEVEL);
        StringBuilder fit = new StringBuilder(cut.length());
        cut.codePoints()
                .forEach(point -> fit.append(
                        UNFIT.matcher(Character.toString(point)).matches() ? "_" : Character.toString(point)));
        return fit.isEmpty() ? "_" : fit.toString();
    }
}
