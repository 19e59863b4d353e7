package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.motion.Motion;
import io.vedette.api.track.Track;
import java.util.List;

/** Which part of a frame is worth looking at. Stateless. */
final class Regions {

    /** Around what moves or is tracked, as a share of its size. */
    private static final double MARGIN = 0.3;
    /** A part whose sides reach this share of the frame's longer one is not worth cutting out. */
    private static final double NEARLY_ALL = 0.75;
    /** A detector gets at least so much of the surroundings. */
    private static final int LEAST_PX = 416;
    /** From one size to the next: a scaler is set up anew for each, so there are few. */
    private static final double STEP = 1.25;

    private Regions() {}

    /**
     * A part around all motion and all tracks: square, as detectors' inputs are, unless the frame is less high or wide, and of one
     * of a few sizes from 416 pixels on; the whole frame where little would be left out.
     */
    static Box worthLooking(Motion motion, List<Track> tracks, int widthPx, int heightPx) {
        Box around = null;
        for (Box region : motion.regions()) {
            around = around == null ? region : around.union(region);
        }
        for (Track track : tracks) {
            if (track.state() != Track.State.REMOVED) {
                Box box = track.predicted().clipped();
                around = around == null ? box : around.union(box);
            }
        }
        return around == null ? Box.FRAME : around(around, widthPx, heightPx);
    }

    /** Such a part around a box. */
    static Box around(Box around, int widthPx, int heightPx) {
        double needed = 1 + 2 * MARGIN;
        double side = Math.max(
                Math.min(widthPx, around.width() * widthPx * needed),
                Math.min(heightPx, around.height() * heightPx * needed));
        double size = LEAST_PX;
        while (size < side) {
            size *= STEP;
        }
        return size > NEARLY_ALL * Math.max(widthPx, heightPx)
                ? Box.FRAME
                : part(around, even(size), widthPx, heightPx);
    }

    private static Box part(Box around, int side, int widthPx, int heightPx) {
        int width = Math.min(widthPx, side);
        int height = Math.min(heightPx, side);
        int x = first((around.x() + around.width() / 2) * widthPx, width, widthPx);
        int y = first((around.y() + around.height() / 2) * heightPx, height, heightPx);
        return new Box(
                (double) x / widthPx, (double) y / heightPx, (double) width / widthPx, (double) height / heightPx);
    }

    /** Where a part around a middle begins: within the frame and at an even sample, as its chroma does. */
    private static int first(double middle, int length, int frame) {
        return even(Math.max(0, Math.min(frame - length, middle - length / 2.0)));
    }

    private static int even(double px) {
        return (int) px & ~1;
    }
}
