package io.vedette.api.motion;

import io.vedette.api.Polygon;
import java.util.List;

/**
 * What a camera's owner wants of motion detection. Immutable.
 *
 * @param sensitivity 0 (only large, strong motion) to 1 (the faintest)
 * @param masks where motion does not count
 * @param smallest what covers less of the frame is of no interest: a share of its area, 0 (whatever can be told) to 1
 */
public record MotionSettings(double sensitivity, List<Polygon> masks, double smallest) {

    public static final MotionSettings DEFAULT = new MotionSettings(0.5, List.of());

    /** However small. */
    public MotionSettings(double sensitivity, List<Polygon> masks) {
        this(sensitivity, masks, 0);
    }

    public MotionSettings {
        if (!(sensitivity >= 0 && sensitivity <= 1)) {
            throw new IllegalArgumentException("sensitivity must be 0 to 1, but is " + sensitivity);
        }
        if (!(smallest >= 0 && smallest <= 1)) {
            throw new IllegalArgumentException("a share must be 0 to 1, but is " + smallest);
        }
        masks = List.copyOf(masks);
    }
}
