package io.vedette.api.detect;

import io.vedette.api.Box;
import java.util.Comparator;
import java.util.Map;

/**
 * One thing seen in one look. Immutable.
 *
 * @param label what it is, as the model calls it, lower case; not blank
 * @param score the detector's confidence, 0 to 1
 * @param box where, in fractions of the whole frame (not of the region)
 * @param attributes further findings, such as {@code landmarks} of a face as {@code List<Polygon.Point>}
 */
public record Detection(String label, double score, Box box, Map<String, Object> attributes) {

    /** Best score first. */
    public static final Comparator<Detection> BY_SCORE =
            Comparator.comparingDouble(Detection::score).reversed();

    public Detection {
        if (label.isBlank()) {
            throw new IllegalArgumentException("a detection needs a label");
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be 0 to 1, but is " + score);
        }
        attributes = Map.copyOf(attributes);
    }

    public Detection(String label, double score, Box box) {
        this(label, score, box, Map.of());
    }
}
