package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * FastestDet: one grid, one plane each for the object's score, centre (tanh of it, relative to the cell), size (sigmoid of it, a
 * fraction of the input) and the classes' probabilities. Immutable.
 *
 * <p>The onnx-runtime example of dog-qiuqiu/FastestDet.
 */
final class FastestDet implements Family {

    private static final int STRIDE = 16;
    private static final int SCORES = 5;
    private static final double OBJECT_POWER = 0.6;
    private static final double CLASS_POWER = 0.4;

    private final Shape shape;
    private final int classes;

    private FastestDet(Shape shape, int classes) {
        this.shape = shape;
        this.classes = classes;
    }

    static Optional<Family> of(Shape shape, int classes) {
        boolean fits = shape.outputs().size() == 1
                && shape.with(1, SCORES + classes, shape.rows(STRIDE), shape.columns(STRIDE))
                        .isPresent();
        return fits ? Optional.of(new FastestDet(shape, classes)) : Optional.empty();
    }

    @Override
    public void decode(FloatBuffer[] outputs, Candidates into) throws DetectorException {
        FloatBuffer out = outputs[0];
        int columns = shape.columns(STRIDE);
        int rows = shape.rows(STRIDE);
        int plane = columns * rows;
        double leastObject = Math.pow(into.least(), 1 / OBJECT_POWER);
        for (int cell = 0; cell < plane; cell++) {
            float object = out.get(cell);
            if (object < leastObject) {
                continue;
            }
            int best = best(out, cell, plane);
            double probability = out.get((SCORES + best) * plane + cell);
            int taken = into.add(Math.pow(object, OBJECT_POWER) * Math.pow(probability, CLASS_POWER), best);
            if (taken >= 0) {
                int column = cell % columns;
                int row = cell / columns;
                into.centre(
                        taken,
                        (column + Math.tanh(out.get(plane + cell))) / columns * shape.widthPx(),
                        (row + Math.tanh(out.get(2 * plane + cell))) / rows * shape.heightPx(),
                        sigmoid(out.get(3 * plane + cell)) * shape.widthPx(),
                        sigmoid(out.get(4 * plane + cell)) * shape.heightPx());
            }
        }
    }

    private int best(FloatBuffer out, int cell, int plane) {
        int best = 0;
        for (int i = 0; i < classes; i++) {
            float value = out.get((SCORES + i) * plane + cell);
            if (Float.isNaN(value)) {
                return i;
            }
            best = value > out.get((SCORES + best) * plane + cell) ? i : best;
        }
        return best;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
