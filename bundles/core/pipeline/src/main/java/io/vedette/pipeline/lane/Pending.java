package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.media.Frame;
import io.vedette.api.motion.Motion;

/**
 * A look on its way, with its own handle on the frame.
 *
 * @param frame one handle, given back by {@link #close}
 * @param region what is to be looked at
 * @param motion what moved in that frame
 * @param offeredNs {@link System#nanoTime} when the look was wanted
 * @param ofFaces whether the faces of people who were found in this frame are asked for
 */
record Pending(Frame frame, Box region, Motion motion, long offeredNs, boolean ofFaces) implements AutoCloseable {

    /** A look for objects. */
    Pending(Frame frame, Box region, Motion motion, long offeredNs) {
        this(frame, region, motion, offeredNs, false);
    }

    @Override
    public void close() {
        frame.close();
    }
}
