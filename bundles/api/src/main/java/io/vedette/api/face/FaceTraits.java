package io.vedette.api.face;

import io.vedette.api.detect.Detection;
import java.util.Optional;

/**
 * What a detector of faces tells of one beyond its box, under {@link #KEY} in the attributes of a {@link Detection}. Immutable.
 *
 * @param quality how much the face is worth for recognition (size, sharpness, pose), 0 to 1
 * @param embedding who it is; empty where no embedding model is there or the face is not worth it
 */
public record FaceTraits(double quality, Optional<Embedding> embedding) {

    /** The attribute's name. */
    public static final String KEY = "face_traits";

    public FaceTraits {
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("a face's quality must be 0 to 1, but is " + quality);
        }
    }

    /** The traits of a detection, where it has some. */
    public static Optional<FaceTraits> of(Detection detection) {
        return detection.attributes().get(KEY) instanceof FaceTraits traits ? Optional.of(traits) : Optional.empty();
    }
}
