package io.vedette.mqtt;

import io.vedette.core.spi.store.Secrets;

/** A setting that cannot be used; the message names key, value and range, and no password. */
final class BadSetting extends Exception {
    private static final long serialVersionUID = 1L;

    BadSetting(String key, String value, String range) {
        super(key + " = '" + value + "': " + range);
    }

    BadSetting(String key, Secrets.Missing missing) {
        super(key + ": " + missing.getMessage(), missing);
    }
}
