package io.vedette.testkit.synthetic;

import io.vedette.api.Box;
import java.util.Optional;

/**
 * A drawn scene: visits of a square that walks from left to right, with still gaps between them. Immutable.
 *
 * @param fps pictures per second, 1 to 100
 * @param visitFrames pictures that a visit lasts
 * @param gapFrames still pictures before each visit
 */
public record Scene(int fps, int visitFrames, int gapFrames) {

    public static final int WIDTH_PX = 320;
    public static final int HEIGHT_PX = 180;
    public static final int SQUARE_PX = 40;
    public static final int DARK = 40;
    public static final int BRIGHT = 220;

    /** Somebody is always there. */
    public static Scene busy(int fps) {
        return new Scene(fps, Integer.MAX_VALUE, 0);
    }

    /** Where the square is in a picture; empty in the gaps. */
    public Optional<Box> square(long frame) {
        long period = (long) visitFrames + gapFrames;
        long within = frame % period;
        if (within < gapFrames) {
            return Optional.empty();
        }
        long step = (within - gapFrames) * 2 % (2L * (WIDTH_PX - SQUARE_PX));
        long x = step <= WIDTH_PX - SQUARE_PX ? step : 2L * (WIDTH_PX - SQUARE_PX) - step;
        return Optional.of(new Box(
                (double) x / WIDTH_PX,
                60.0 / HEIGHT_PX,
                (double) SQUARE_PX / WIDTH_PX,
                (double) SQUARE_PX / HEIGHT_PX));
    }

    long stepNs() {
        return 1_000_000_000L / fps;
    }
}
