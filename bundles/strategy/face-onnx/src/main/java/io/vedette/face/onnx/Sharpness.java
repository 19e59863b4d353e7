package io.vedette.face.onnx;

/** How sharp an aligned face is. */
final class Sharpness {

    /** The square that holds eyes, nose and mouth, and little of what is behind the head. */
    private static final int FROM = 24;

    private static final int TO = 104;

    /** Below this a model tells nobody apart any more, from the other on it does not get better; measured, see the README. */
    private static final double NOTHING = Math.log(0.003);

    private static final double ALL = Math.log(0.03);

    private Sharpness() {}

    /** What the sharpness of a face is worth, 0 to 1. */
    static double worth(AlignedFace face) {
        return FacePlace.ramp(Math.log(of(face)), NOTHING, ALL);
    }

    /**
     * The variance of the Laplacian (J. Pech-Pacheco and others, Diatom Autofocusing in Brightfield Microscopy, 2000), divided by
     * that of the brightness, so that light and contrast do not count.
     *
     * @return 0 for a face of one colour
     */
    static double of(AlignedFace face) {
        double sum = 0;
        double squares = 0;
        double edges = 0;
        double edgeSquares = 0;
        for (int row = FROM; row < TO; row++) {
            for (int column = FROM; column < TO; column++) {
                float middle = face.luma(column, row);
                float edge = face.luma(column - 1, row)
                        + face.luma(column + 1, row)
                        + face.luma(column, row - 1)
                        + face.luma(column, row + 1)
                        - 4 * middle;
                sum += middle;
                squares += middle * middle;
                edges += edge;
                edgeSquares += edge * edge;
            }
        }
        int count = (TO - FROM) * (TO - FROM);
        double variance = squares / count - sum / count * (sum / count);
        double edgeVariance = edgeSquares / count - edges / count * (edges / count);
        return variance > 1 ? edgeVariance / variance : 0;
    }
}
