package io.vedette.api.face;

import java.util.Arrays;

/**
 * A face as a direction in a model's space: faces of one person lie close to each other. Of length 1. Personal data: never logged.
 * Immutable.
 */
public final class Embedding {

    private static final int MOST = 4096;

    private final String modelSha256;
    private final float[] direction;

    /**
     * An embedding; what is given is copied and brought to length 1.
     *
     * @param modelSha256 of the model that made it, in hex; only embeddings of one model can be compared
     * @param values 1 to 4096 finite numbers, not all 0
     */
    public Embedding(String modelSha256, float[] values) {
        if (values.length < 1 || values.length > MOST) {
            throw new IllegalArgumentException("an embedding has 1 to " + MOST + " numbers, but has " + values.length);
        }
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        if (!(sum > 0 && Double.isFinite(sum))) {
            throw new IllegalArgumentException("an embedding needs finite numbers that are not all 0");
        }
        this.modelSha256 = modelSha256;
        this.direction = new float[values.length];
        double length = Math.sqrt(sum);
        for (int i = 0; i < values.length; i++) {
            direction[i] = (float) (values[i] / length);
        }
    }

    /** In hex, of the model that made it. */
    public String modelSha256() {
        return modelSha256;
    }

    public int size() {
        return direction.length;
    }

    /** A copy of the numbers. */
    public float[] values() {
        return direction.clone();
    }

    /**
     * How alike two faces are: the cosine of the angle between them, -1 to 1.
     *
     * @throws IllegalArgumentException they are of different models
     */
    public double cosine(Embedding other) {
        if (!modelSha256.equals(other.modelSha256) || direction.length != other.direction.length) {
            throw new IllegalArgumentException("embeddings of different models cannot be compared");
        }
        double sum = 0;
        for (int i = 0; i < direction.length; i++) {
            sum += (double) direction[i] * other.direction[i];
        }
        return Math.max(-1, Math.min(1, sum));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that
                && modelSha256.equals(that.modelSha256)
                && Arrays.equals(direction, that.direction);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(direction);
    }

    @Override
    public String toString() {
        return "Embedding[" + direction.length + "]";
    }
}
