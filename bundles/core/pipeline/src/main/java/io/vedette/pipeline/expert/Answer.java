package io.vedette.pipeline.expert;

import io.vedette.api.detect.Detection;
import java.util.List;
import java.util.Map;

/**
 * What became of a look. Immutable.
 *
 * @param outcome how it went
 * @param detections what was seen, best first; empty unless answered
 * @param detector {@code name bundle version model model_sha256 device} of who answered
 * @param latencyNs from the beginning of the call to its end
 */
public record Answer(Outcome outcome, List<Detection> detections, Map<String, String> detector, long latencyNs) {

    /** How a look went. */
    public enum Outcome {
        /** The detections hold. */
        ANSWERED,
        /** The detector threw, gave nonsense or took too long. */
        FAILED,
        /** The detector left before it was asked: the look is to be offered to the next one. */
        WITHDRAWN,
        /** No answer could have come in time: nobody was asked. */
        EXPIRED
    }

    static final Answer WITHDRAWN = new Answer(Outcome.WITHDRAWN, List.of(), Map.of(), 0);
    static final Answer EXPIRED = new Answer(Outcome.EXPIRED, List.of(), Map.of(), 0);

    public Answer {
        detections = List.copyOf(detections);
        detector = Map.copyOf(detector);
    }
}
