package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * YOLOX: one row per cell of three grids, {@code cx cy w h object class…}; the centre relative to the cell, the size as a
 * logarithm, both in strides; the scores are sigmoids already. Immutable.
 *
 * <p>Z. Ge et al., YOLOX: Exceeding YOLO Series in 2021, arXiv:2107.08430, and its {@code demo_postprocess}.
 */
final class Yolox implements Family {

    private static final int[] STRIDES = {8, 16, 32};
    private static final int SCORES = 5;

    private final Shape shape;
    private final int classes;

    private Yolox(Shape shape, int classes) {
        this.shape = shape;
        this.classes = classes;
    }

    static Optional<Family> of(Shape shape, int classes) {
        int cells = 0;
        for (int stride : STRIDES) {
            cells += shape.cells(stride);
        }
        boolean fits = shape.outputs().size() == 1
                && shape.with(1, cells, SCORES + classes).isPresent();
        return fits ? Optional.of(new Yolox(shape, classes)) : Optional.empty();
    }

    @Override
    public void decode(FloatBuffer[] outputs, Candidates into) throws DetectorException {
        FloatBuffer out = outputs[0];
        int row = 0;
        for (int stride : STRIDES) {
            int columns = shape.columns(stride);
            int cells = shape.cells(stride);
            for (int cell = 0; cell < cells; cell++, row += SCORES + classes) {
                float object = out.get(row + 4);
                if (object < into.least()) {
                    continue;
                }
                int best = Family.largest(out, row + SCORES, classes);
                int taken = into.add(object * (double) out.get(best), best - row - SCORES);
                if (taken >= 0) {
                    int column = cell % columns;
                    int line = cell / columns;
                    double x = (out.get(row) + column) * stride;
                    double y = (out.get(row + 1) + line) * stride;
                    into.centre(taken, x, y, Math.exp(out.get(row + 2)) * stride, Math.exp(out.get(row + 3)) * stride);
                }
            }
        }
    }
}
