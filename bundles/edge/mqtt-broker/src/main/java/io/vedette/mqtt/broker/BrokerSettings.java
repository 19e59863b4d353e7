package io.vedette.mqtt.broker;

import java.util.Map;

/**
 * Validated settings of the embedded broker. Immutable.
 *
 * @param enabled whether it may run
 * @param port the port to try first, 1 to 65535
 */
record BrokerSettings(boolean enabled, int port) {

    static final String PID = "io.vedette.mqtt.broker";

    /** What holds until a valid configuration is there: nothing runs. */
    static final BrokerSettings OFF = new BrokerSettings(false, 1883);

    /** A setting that cannot be used; the message names key, value and range. */
    static final class BadSetting extends Exception {
        private static final long serialVersionUID = 1L;

        BadSetting(String key, String value, String range) {
            super(key + " = '" + value + "': " + range);
        }
    }

    /**
     * Reads a configuration; keys that are absent or blank have their default.
     *
     * @throws BadSetting at the first value out of range
     */
    static BrokerSettings read(Map<String, ?> properties) throws BadSetting {
        String enabled = text(properties, "enabled", "true");
        if (!"true".equals(enabled) && !"false".equals(enabled)) {
            throw new BadSetting("enabled", enabled, "true or false");
        }
        String port = text(properties, "port", "1883");
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw new BadSetting("port", port, "1 to 65535");
        }
        return new BrokerSettings("true".equals(enabled), Integer.parseInt(port));
    }

    private static String text(Map<String, ?> properties, String key, String otherwise) {
        Object value = properties.get(key);
        return value == null || value.toString().isBlank()
                ? otherwise
                : value.toString().strip();
    }
}
