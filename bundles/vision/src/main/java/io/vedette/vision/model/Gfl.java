package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * NanoDet and PicoDet: for each grid an output of class scores (sigmoids already) and one of four distances from the cell's
 * centre to the box's sides, each a distribution over eight bins whose softmax mean, in strides, is the distance. Immutable.
 *
 * <p>X. Li et al., Generalized Focal Loss, arXiv:2006.04388.
 */
final class Gfl implements Family {

    private static final int[] STRIDES = {8, 16, 32, 64};
    private static final int LEAST_GRIDS = 3;
    private static final int BINS = 8;
    private static final int SIDES = 4;

    private final List<Grid> grids;
    private final int classes;

    /** Where a grid's outputs stand. */
    private record Grid(int stride, int columns, int cells, int scores, int distances) {}

    private Gfl(List<Grid> grids, int classes) {
        this.grids = grids;
        this.classes = classes;
    }

    static Optional<Family> of(Shape shape, int classes) {
        List<Grid> grids = new ArrayList<>();
        for (int stride : STRIDES) {
            int cells = shape.cells(stride);
            OptionalInt scores = shape.with(1, cells, classes);
            OptionalInt distances = shape.with(1, cells, SIDES * BINS);
            if (scores.isPresent() && distances.isPresent()) {
                grids.add(new Grid(stride, shape.columns(stride), cells, scores.getAsInt(), distances.getAsInt()));
            }
        }
        boolean fits = grids.size() >= LEAST_GRIDS && shape.outputs().size() == 2 * grids.size();
        return fits ? Optional.of(new Gfl(List.copyOf(grids), classes)) : Optional.empty();
    }

    @Override
    public void decode(FloatBuffer[] outputs, Candidates into) throws DetectorException {
        for (int i = 0; i < grids.size(); i++) {
            Grid grid = grids.get(i);
            FloatBuffer scores = outputs[grid.scores()];
            FloatBuffer distances = outputs[grid.distances()];
            for (int cell = 0; cell < grid.cells(); cell++) {
                int best = Family.largest(scores, cell * classes, classes);
                float score = scores.get(best);
                if (score < into.least()) {
                    continue;
                }
                int taken = into.add(score, best - cell * classes);
                int column = cell % grid.columns();
                int line = cell / grid.columns();
                // The centre of the cell in samples counted from 0.
                double x = column * grid.stride() + 0.5 * (grid.stride() - 1);
                double y = line * grid.stride() + 0.5 * (grid.stride() - 1);
                int at = cell * SIDES * BINS;
                into.corners(
                        taken,
                        x - distance(distances, at) * grid.stride(),
                        y - distance(distances, at + BINS) * grid.stride(),
                        x + distance(distances, at + 2 * BINS) * grid.stride(),
                        y + distance(distances, at + 3 * BINS) * grid.stride());
            }
        }
    }

    /** The mean of the distribution that eight logits describe. */
    private static double distance(FloatBuffer logits, int from) {
        float top = logits.get(Family.largest(logits, from, BINS));
        double weights = 0;
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double weight = Math.exp(logits.get(from + bin) - top);
            weights += weight;
            sum += bin * weight;
        }
        return sum / weights;
    }
}
