package io.vedette.pipeline.gate;

import java.time.Duration;

/**
 * What a camera's owner wants of the gate. Immutable.
 *
 * @param wish the level, or that it be chosen
 * @param alertDelay what delay of an alert is accepted; 0 for none
 * @param hold how long the camera stays awake after the last motion, 0.5 s to 60 s
 * @param probes the share of a core that its probes may take in the long run, 0 (no probes) to 1
 */
public record GateSettings(LevelWish wish, Duration alertDelay, Duration hold, double probes) {

    public static final Duration LEAST_HOLD = Duration.ofMillis(500);

    public static final GateSettings DEFAULT =
            new GateSettings(LevelWish.AUTO, Duration.ofSeconds(2), Duration.ofSeconds(2), 0.05);

    public GateSettings {
        if (alertDelay.isNegative()) {
            throw new IllegalArgumentException("an alert's delay is not negative, but is " + alertDelay);
        }
        if (hold.compareTo(LEAST_HOLD) < 0 || hold.toMillis() > 60_000) {
            throw new IllegalArgumentException("a hold is 0.5 s to 60 s, but is " + hold);
        }
        if (!(probes >= 0 && probes <= 1)) {
            throw new IllegalArgumentException("a share of a core is 0 to 1, but is " + probes);
        }
    }
}
