package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * YOLOv8 and what is exported as it is (YOLOv9, YOLO11): one output {@code [1, 4 + classes, cells]}, centre and size in pixels of
 * the input, then a score for each class. Strides 8, 16 and 32. Immutable.
 */
final class YoloV8 implements Family {

    private static final int BOX = 4;

    private final int output;
    private final int classes;
    private final int cells;

    private YoloV8(int output, int classes, int cells) {
        this.output = output;
        this.classes = classes;
        this.cells = cells;
    }

    static Optional<Family> of(Shape shape, int classes) {
        int cells = shape.cells(8) + shape.cells(16) + shape.cells(32);
        OptionalInt output = classes < 1 ? OptionalInt.empty() : shape.with(1, BOX + classes, cells);
        return output.isEmpty() ? Optional.empty() : Optional.of(new YoloV8(output.getAsInt(), classes, cells));
    }

    @Override
    public void decode(FloatBuffer[] outputs, Candidates into) throws DetectorException {
        FloatBuffer values = outputs[output];
        for (int cell = 0; cell < cells; cell++) {
            int best = best(values, cell);
            int candidate = into.add(values.get((BOX + best) * cells + cell), best);
            if (candidate >= 0) {
                into.centre(
                        candidate,
                        values.get(cell),
                        values.get(cells + cell),
                        values.get(2 * cells + cell),
                        values.get(3 * cells + cell));
            }
        }
    }

    /** The class of the largest score, or of one that is not a number. */
    private int best(FloatBuffer values, int cell) {
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int category = 0; category < classes; category++) {
            float score = values.get((BOX + category) * cells + cell);
            if (Float.isNaN(score)) {
                return category;
            }
            if (score > most) {
                most = score;
                best = category;
            }
        }
        return best;
    }
}
