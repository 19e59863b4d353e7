package io.vedette.pipeline.lane;

import io.vedette.pipeline.expert.Detectors;
import io.vedette.pipeline.expert.Question;
import io.vedette.pipeline.expert.Wish;

/** The detectors that are there answer. Immutable. */
record LiveDetecting(Detectors detectors) implements Detecting {
    @Override
    public boolean offer(long frameIndex, Question question) {
        return detectors.offer(question);
    }

    @Override
    public boolean promising(Wish wish) {
        return detectors.promising(wish);
    }
}
