package io.vedette.mqtt.broker;

import java.util.Map;

/**
 * Validated settings of the embedded broker. Immutable.
 *
 * @param wanted whether it runs: enabled, and the MQTT edge has no broker outside
 * @param port the port to try first, 1 to 65535
 */
record BrokerSettings(boolean wanted, int port) {

    static final String PID = "io.vedette.mqtt.broker";
    static final String EDGE_PID = "io.vedette.mqtt";
    static final int DEFAULT_PORT = 1883;

    /** A setting that cannot be used; the message names key, value and range. */
    static final class BadSetting extends Exception {
        private static final long serialVersionUID = 1L;

        BadSetting(String key, String value, String range) {
            super(key + " = '" + value + "': " + range);
        }
    }

    /**
     * Reads the broker's own configuration merged with the MQTT edge's, whose {@code uri} says whether a broker is needed.
     *
     * @throws BadSetting at the first value out of range
     */
    static BrokerSettings read(Map<String, ?> properties) throws BadSetting {
        String enabled = text(properties, "enabled", "true");
        if (!"true".equals(enabled) && !"false".equals(enabled)) {
            throw new BadSetting("enabled", enabled, "true or false");
        }
        String port = text(properties, "port", Integer.toString(DEFAULT_PORT));
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw new BadSetting("port", port, "1 to 65535");
        }
        boolean outside = !text(properties, "uri", "").isEmpty();
        return new BrokerSettings("true".equals(enabled) && !outside, Integer.parseInt(port));
    }

    private static String text(Map<String, ?> properties, String key, String otherwise) {
        Object value = properties.get(key);
        return value == null || value.toString().isBlank()
                ? otherwise
                : value.toString().strip();
    }
}
