package io.vedette.api.motion;

import io.vedette.api.Box;
import java.util.List;

/**
 * What moves in one picture. Immutable.
 *
 * @param state whether the answer can be relied upon
 * @param regions where, in fractions of the frame, largest first; empty unless {@code state} is {@link State#READY}
 * @param area the share of the frame that moves, 0 to 1; above 0 without regions: something may have begun to move, and the next look
 *     will tell
 */
public record Motion(State state, List<Box> regions, double area) {

    /** How far the detector is. */
    public enum State {
        /** It is still learning the background: nothing is said yet. */
        CALIBRATING,
        /** The whole picture changed (lightning, camera shake, infrared switch): it is being learnt anew, no motion. */
        DISTURBED,
        /** The regions hold. */
        READY
    }

    public static final Motion CALIBRATING = new Motion(State.CALIBRATING, List.of(), 0);
    public static final Motion DISTURBED = new Motion(State.DISTURBED, List.of(), 0);
    /** Where nobody can tell what moves. */
    public static final Motion EVERYWHERE = new Motion(State.READY, List.of(Box.FRAME), 1);

    public static final Motion NONE = new Motion(State.READY, List.of(), 0);

    public Motion {
        regions = List.copyOf(regions);
        if (!(area >= 0 && area <= 1)) {
            throw new IllegalArgumentException("area must be 0 to 1, but is " + area);
        }
    }

    /** Whether something may have begun to move, so that it is worth looking again soon. */
    public boolean doubtful() {
        return regions.isEmpty() && area > 0;
    }

    public boolean moving() {
        return !regions.isEmpty();
    }
}
