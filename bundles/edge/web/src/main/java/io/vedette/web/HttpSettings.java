package io.vedette.web;

import java.util.Map;
import java.util.Optional;

/**
 * Where the HTTP server listens. Immutable.
 *
 * @param host a loopback address
 * @param port 1 to 65535
 */
record HttpSettings(String host, int port) {
    static final HttpSettings DEFAULT = new HttpSettings("127.0.0.1", 8181);

    /** Thrown for a value that cannot be; the message names file, key, value and range. */
    static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidException(String key, Object value, String range) {
            super("io.vedette.web: " + key + " must be " + range + ", but is '" + value + "'");
        }
    }

    /** Reads settings; {@code forThisRun} is the port that the launcher was given, which goes before. */
    static HttpSettings of(Map<String, Object> settings, Optional<String> forThisRun) throws InvalidException {
        String host =
                String.valueOf(settings.getOrDefault("host", DEFAULT.host())).trim();
        if (!host.matches("localhost|127(\\.[0-9]{1,3}){3}|::1")) {
            throw new InvalidException("host", host, "a loopback address (127.0.0.1, ::1, localhost)");
        }
        String port = forThisRun
                .orElse(String.valueOf(settings.getOrDefault("port", DEFAULT.port())))
                .trim();
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
            throw new InvalidException("port", port, "1 to 65535");
        }
        return new HttpSettings(host, Integer.parseInt(port));
    }
}
