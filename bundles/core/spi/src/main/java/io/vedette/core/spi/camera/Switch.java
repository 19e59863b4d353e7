package io.vedette.core.spi.camera;

import java.util.Locale;
import java.util.Optional;

/** What of a camera can be turned on and off while it runs. */
public enum Switch {
    ENABLED,
    DETECT,
    MOTION,
    RECORD,
    SNAPSHOTS;

    /** The name in topics and commands. */
    public String topic() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Switch> of(String topic) {
        for (Switch each : values()) {
            if (each.topic().equals(topic)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
