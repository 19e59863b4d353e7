package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Ultra-Light-Fast face detectors: scores {@code background face} and corners in fractions of the input, one row each per prior
 * box, decoded in the graph. Immutable.
 */
final class UltraFace implements Family {

    private final Shape shape;
    private final int rows;
    private final int scores;
    private final int boxes;

    private UltraFace(Shape shape, int rows, int scores, int boxes) {
        this.shape = shape;
        this.rows = rows;
        this.scores = scores;
        this.boxes = boxes;
    }

    static Optional<Family> of(Shape shape, int classes) {
        for (Shape.Output output : shape.outputs()) {
            int rows = output.dims().size() == 3 ? output.dims().get(1).intValue() : 0;
            OptionalInt scores = shape.with(1, rows, 2);
            OptionalInt boxes = shape.with(1, rows, 4);
            if (scores.isPresent() && boxes.isPresent() && classes == 1) {
                return Optional.of(new UltraFace(shape, rows, scores.getAsInt(), boxes.getAsInt()));
            }
        }
        return Optional.empty();
    }

    @Override
    public void decode(FloatBuffer[] outputs, Candidates into) throws DetectorException {
        FloatBuffer score = outputs[scores];
        FloatBuffer box = outputs[boxes];
        for (int row = 0; row < rows; row++) {
            int taken = into.add(score.get(2 * row + 1), 0);
            if (taken >= 0) {
                into.corners(
                        taken,
                        box.get(4 * row) * shape.widthPx(),
                        box.get(4 * row + 1) * shape.heightPx(),
                        box.get(4 * row + 2) * shape.widthPx(),
                        box.get(4 * row + 3) * shape.heightPx());
            }
        }
    }
}
