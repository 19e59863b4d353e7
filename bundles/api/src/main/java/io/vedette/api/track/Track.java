package io.vedette.api.track;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import java.util.Optional;

/**
 * One object as its tracker knows it after an update. Immutable.
 *
 * @param id unique within the camera and never used again; survives a hand-over to another tracker
 * @param label what it is, by the vote of its detections
 * @param state how sure the tracker is of it
 * @param matched the detection that was matched in this update; empty where it was not seen or not looked for
 * @param predicted where the filter expects it now
 * @param unseenNs how long it has gone unseen where it was looked for, nanoseconds of media time; 0 when matched
 */
public record Track(long id, String label, State state, Optional<Detection> matched, Box predicted, long unseenNs) {

    /** How sure a tracker is. */
    public enum State {
        /** Seen too rarely to be told of. */
        TENTATIVE,
        /** Confirmed. */
        CONFIRMED,
        /** Confirmed once, not seen now; may be found again. */
        LOST,
        /** Given up in this update; told once. */
        REMOVED
    }
}
