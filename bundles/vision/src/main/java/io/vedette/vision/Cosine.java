package io.vedette.vision;

/** How alike two embeddings are: the cosine of the angle between them, -1 (opposite) to 1 (the same). Immutable. */
public final class Cosine {

    private Cosine() {}

    /** 0 where either has no length. Both must be equally long. */
    public static double similarity(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "embeddings must be equally long, but are " + a.length + " and " + b.length);
        }
        double dot = 0;
        double aSquare = 0;
        double bSquare = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aSquare += (double) a[i] * a[i];
            bSquare += (double) b[i] * b[i];
        }
        double length = Math.sqrt(aSquare) * Math.sqrt(bSquare);
        return length > 0 ? Math.max(-1, Math.min(1, dot / length)) : 0;
    }

    /** Scales an embedding to length 1 in place; one without length stays as it is. */
    public static void normalize(float[] embedding) {
        double square = 0;
        for (float v : embedding) {
            square += (double) v * v;
        }
        if (square > 0) {
            double scale = 1 / Math.sqrt(square);
            for (int i = 0; i < embedding.length; i++) {
                embedding[i] = (float) (embedding[i] * scale);
            }
        }
    }
}
