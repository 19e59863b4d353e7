package io.vedette.mqtt;

/** A setting that cannot be used; the message names key, value and range, and no password. */
final class BadSetting extends Exception {
    private static final long serialVersionUID = 1L;

    BadSetting(String key, String value, String range) {
        super(key + " = '" + value + "': " + range);
    }
}
