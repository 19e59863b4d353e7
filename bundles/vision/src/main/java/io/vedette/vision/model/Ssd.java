package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * SSD and EfficientDet of TensorFlow Lite, with the operator {@code TFLite_Detection_PostProcess} at the end: corners
 * {@code top left bottom right} in fractions of the input, classes, scores, and how many of them count. The graph has suppressed
 * what overlaps. Immutable.
 *
 * <p>W. Liu et al., SSD: Single Shot MultiBox Detector, arXiv:1512.02325, and the operator's source in TensorFlow Lite. Neither
 * the order of the outputs nor their names are the same in all models, so whoever loads one names them after the operator's.
 */
final class Ssd implements Family {

    private static final int CORNERS = 4;

    private final Shape shape;
    private final int classes;
    private final int rows;
    /** Where each of the operator's outputs is. */
    private final int[] parts;

    private Ssd(Shape shape, int classes, int rows, int[] parts) {
        this.shape = shape;
        this.classes = classes;
        this.rows = rows;
        this.parts = parts;
    }

    static Optional<Family> of(Shape shape, int classes) {
        for (Shape.Output output : shape.outputs()) {
            if (output.name().equals(BOXES) && output.dims().size() == 3) {
                int rows = output.dims().get(1).intValue();
                OptionalInt[] found = {
                    shape.named(BOXES, 1, rows, CORNERS),
                    shape.named(CLASSES, 1, rows),
                    shape.named(SCORES, 1, rows),
                    shape.named(COUNT, 1)
                };
                int[] parts = new int[found.length];
                for (int i = 0; i < found.length; i++) {
                    if (found[i].isEmpty()) {
                        return Optional.empty();
                    }
                    parts[i] = found[i].getAsInt();
                }
                return Optional.of(new Ssd(shape, classes, rows, parts));
            }
        }
        return Optional.empty();
    }

    @Override
    public double overlap() {
        return 1;
    }

    @Override
    public void decode(FloatBuffer[] outputs, Candidates into) throws DetectorException {
        FloatBuffer boxes = outputs[parts[0]];
        FloatBuffer categories = outputs[parts[1]];
        FloatBuffer scores = outputs[parts[2]];
        float told = outputs[parts[3]].get(0);
        if (!(told >= 0 && told <= rows)) {
            throw new DetectorException("the model answered with nonsense: " + told + " of " + rows + " detections");
        }
        for (int row = 0; row < (int) told; row++) {
            int taken = into.add(scores.get(row), category(categories.get(row)));
            if (taken >= 0) {
                int at = CORNERS * row;
                into.corners(
                        taken,
                        boxes.get(at + 1) * shape.widthPx(),
                        boxes.get(at) * shape.heightPx(),
                        boxes.get(at + 3) * shape.widthPx(),
                        boxes.get(at + 2) * shape.heightPx());
            }
        }
    }

    private int category(float told) throws DetectorException {
        if (!(told >= 0 && told < classes)) {
            throw new DetectorException(
                    "the model answered with nonsense: the class " + told + ", but there are " + classes + " labels");
        }
        return (int) told;
    }
}
