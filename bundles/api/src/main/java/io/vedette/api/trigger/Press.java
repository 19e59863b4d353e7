package io.vedette.api.trigger;

import java.time.Instant;

/**
 * Somebody pressed a button. Immutable.
 *
 * @param cameraId the camera that shows who did
 * @param source which button, {@code [a-z0-9.:-]{1,60}}: {@code gpio:front}, {@code mqtt}, {@code http}, {@code shell}
 * @param at when, UTC
 */
public record Press(String cameraId, String source, Instant at) {
    public Press {
        if (!source.matches("[a-z0-9.:-]{1,60}")) {
            throw new IllegalArgumentException(
                    "a press's source must match [a-z0-9.:-]{1,60}, but is '" + source + "'");
        }
    }
}
