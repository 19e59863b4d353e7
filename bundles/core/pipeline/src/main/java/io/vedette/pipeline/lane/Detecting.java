package io.vedette.pipeline.lane;

import io.vedette.pipeline.expert.Question;
import io.vedette.pipeline.expert.Wish;

/** Who answers a lane's looks: the detectors that are there, or the journal of a recorded session. Thread-safe. */
interface Detecting {

    /**
     * Takes a question.
     *
     * @param frameIndex the number of the frame that it is about
     * @return false where nobody can answer now
     */
    boolean offer(long frameIndex, Question question);

    /** Whether somebody may be able to answer sooner or later. */
    boolean promising(Wish wish);
}
