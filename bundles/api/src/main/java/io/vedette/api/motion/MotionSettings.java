package io.vedette.api.motion;

import io.vedette.api.Polygon;
import java.util.List;

/**
 * What a camera's owner wants of motion detection. Immutable.
 *
 * @param sensitivity 0 (only large, strong motion) to 1 (the faintest)
 * @param masks where motion does not count
 */
public record MotionSettings(double sensitivity, List<Polygon> masks) {

    public static final MotionSettings DEFAULT = new MotionSettings(0.5, List.of());

    public MotionSettings {
        if (!(sensitivity >= 0 && sensitivity <= 1)) {
            throw new IllegalArgumentException("sensitivity must be 0 to 1, but is " + sensitivity);
        }
        masks = List.copyOf(masks);
    }
}
