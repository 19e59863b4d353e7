package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How the outputs of one kind of model are to be read. Immutable, so shared by all runs. */
public interface Family {

    /** The families that can be read. */
    Set<String> KNOWN = Set.of("yolox", "yolov8", "gfl", "fastestdet", "yunet", "ultraface", "ssd");

    /** What the outputs of the operator at the end of the family {@code ssd} are called in a {@link Shape}, in its order. */
    String BOXES = "boxes";

    String CLASSES = "classes";
    String SCORES = "scores";
    String COUNT = "count";

    /**
     * The reader for a model.
     *
     * @param shape what the model takes and gives
     * @param classes how many labels it is said to have
     * @throws DetectorException the model's outputs are not those of the family
     */
    static Family of(String name, Shape shape, int classes) throws DetectorException {
        Optional<Family> family =
                switch (name) {
                    case "yolox" -> Yolox.of(shape, classes);
                    case "yolov8" -> YoloV8.of(shape, classes);
                    case "gfl" -> Gfl.of(shape, classes);
                    case "fastestdet" -> FastestDet.of(shape, classes);
                    case "yunet" -> Yunet.of(shape, classes);
                    case "ultraface" -> UltraFace.of(shape, classes);
                    case "ssd" -> Ssd.of(shape, classes);
                    default -> throw new DetectorException("models of family '" + name + "' cannot be read; known are "
                            + String.join(", ", new TreeSet<>(KNOWN)));
                };
        return family.orElseThrow(() -> new DetectorException("the model's outputs " + shape
                + " are not those of the family " + name + " with " + classes + " labels"));
    }

    /**
     * Adds what the model proposes.
     *
     * @param outputs in the order of {@link Shape#outputs()}, read at absolute positions only
     */
    void decode(FloatBuffer[] outputs, Candidates into) throws DetectorException;

    /** How many landmarks each proposal has. */
    default int points() {
        return 0;
    }

    /** The intersection over union above which the weaker of two is dropped, where the catalogue does not say; at 1 none is. */
    default double overlap() {
        return 0.45;
    }

    /** The index of the largest of some values, or of one that is not a number. */
    static int largest(FloatBuffer values, int from, int count) {
        int best = from;
        for (int i = from; i < from + count; i++) {
            float value = values.get(i);
            if (Float.isNaN(value)) {
                return i;
            }
            best = value > values.get(best) ? i : best;
        }
        return best;
    }
}
