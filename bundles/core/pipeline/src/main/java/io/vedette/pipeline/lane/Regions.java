package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.motion.Motion;
import io.vedette.api.track.Track;
import java.util.List;

/** Which part of a frame is worth looking at. Stateless. */
final class Regions {

    /** Around what moves or is tracked, as a share of its size. */
    private static final double MARGIN = 0.3;
    /** A part as large as this is not worth cutting out. */
    private static final double NEARLY_ALL = 0.5;
    /** A detector gets at least so much of the surroundings. */
    private static final double LEAST_PX = 416;

    private Regions() {}

    /** A part around all motion and all tracks, at least 416 pixels wide and high; the whole frame where little is left out. */
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
        if (around == null) {
            return Box.FRAME;
        }
        Box part = grown(around, Math.min(1, LEAST_PX / widthPx), Math.min(1, LEAST_PX / heightPx));
        return part.area() >= NEARLY_ALL ? Box.FRAME : part;
    }

    private static Box grown(Box box, double leastWidth, double leastHeight) {
        double width = Math.min(1, Math.max(leastWidth, box.width() * (1 + 2 * MARGIN)));
        double height = Math.min(1, Math.max(leastHeight, box.height() * (1 + 2 * MARGIN)));
        double x = box.x() + box.width() / 2 - width / 2;
        double y = box.y() + box.height() / 2 - height / 2;
        return new Box(Math.max(0, Math.min(1 - width, x)), Math.max(0, Math.min(1 - height, y)), width, height);
    }
}
