package io.vedette.testkit.yard;

/**
 * What moves in the picture without anybody being there. Immutable.
 *
 * @param noise of the sensor: standard deviation in grey levels
 * @param drift how far the light wanders to either side, in grey levels
 * @param clock whether a clock ticks in the corner
 * @param foliage whether a bush sways
 * @param rain streaks in each picture
 * @param infraredS the second at which the camera switches to infrared light; beyond the clip's end for never
 */
public record Weather(double noise, double drift, boolean clock, boolean foliage, int rain, double infraredS) {

    /** Nothing but noise, light that wanders and a clock. */
    public static Weather calm(double noise, double drift) {
        return new Weather(noise, drift, true, false, 0, Double.MAX_VALUE);
    }
}
