package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * YuNet: for each of three grids four outputs, face and object score, box and five landmarks (right eye, left eye, nose, right and
 * left corner of the mouth, as the person has them). Immutable.
 *
 * <p>W. Wu et al., YuNet: A Tiny Millisecond-level Face Detector, 2023, and OpenCV's {@code FaceDetectorYN}.
 */
final class Yunet implements Family {

    private static final int[] STRIDES = {8, 16, 32};
    private static final String[] PARTS = {"cls_", "obj_", "bbox_", "kps_"};
    private static final int[] VALUES = {1, 1, 4, 10};
    private static final int POINTS = 5;

    private final Shape shape;
    /** The output for each stride and part. */
    private final int[][] parts;

    private Yunet(Shape shape, int[][] parts) {
        this.shape = shape;
        this.parts = parts;
    }

    static Optional<Family> of(Shape shape, int classes) {
        int[][] parts = new int[STRIDES.length][PARTS.length];
        for (int s = 0; s < STRIDES.length; s++) {
            for (int p = 0; p < PARTS.length; p++) {
                OptionalInt at = shape.named(PARTS[p] + STRIDES[s], 1, shape.cells(STRIDES[s]), VALUES[p]);
                if (at.isEmpty() || classes != 1) {
                    return Optional.empty();
                }
                parts[s][p] = at.getAsInt();
            }
        }
        return Optional.of(new Yunet(shape, parts));
    }

    @Override
    public int points() {
        return POINTS;
    }

    @Override
    public void decode(FloatBuffer[] outputs, Candidates into) throws DetectorException {
        for (int s = 0; s < STRIDES.length; s++) {
            FloatBuffer face = outputs[parts[s][0]];
            FloatBuffer object = outputs[parts[s][1]];
            int cells = shape.cells(STRIDES[s]);
            for (int cell = 0; cell < cells; cell++) {
                double score = Math.sqrt(unit(face.get(cell)) * unit(object.get(cell)));
                int taken = into.add(score, 0);
                if (taken >= 0) {
                    place(taken, outputs, s, cell, into);
                }
            }
        }
    }

    private void place(int taken, FloatBuffer[] outputs, int grid, int cell, Candidates into) throws DetectorException {
        FloatBuffer boxes = outputs[parts[grid][2]];
        FloatBuffer landmarks = outputs[parts[grid][3]];
        int stride = STRIDES[grid];
        int column = cell % shape.columns(stride);
        int row = cell / shape.columns(stride);
        into.centre(
                taken,
                (column + boxes.get(4 * cell)) * stride,
                (row + boxes.get(4 * cell + 1)) * stride,
                Math.exp(boxes.get(4 * cell + 2)) * stride,
                Math.exp(boxes.get(4 * cell + 3)) * stride);
        for (int p = 0; p < POINTS; p++) {
            int at = 2 * (POINTS * cell + p);
            into.point(taken, p, (landmarks.get(at) + column) * stride, (landmarks.get(at + 1) + row) * stride);
        }
    }

    private static double unit(double score) {
        return Math.min(1, Math.max(0, score));
    }
}
