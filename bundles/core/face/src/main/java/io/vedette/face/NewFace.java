package io.vedette.face;

import io.vedette.api.face.Embedding;

/** A face that is to be kept. Immutable by custom: the picture's bytes must not be written any more. */
final class NewFace {
    private final Embedding embedding;
    private final double quality;
    private final byte[] jpeg;

    NewFace(Embedding embedding, double quality, byte[] jpeg) {
        this.embedding = embedding;
        this.quality = quality;
        this.jpeg = jpeg;
    }

    Embedding embedding() {
        return embedding;
    }

    /** 0 to 1. */
    double quality() {
        return quality;
    }

    byte[] jpeg() {
        return jpeg;
    }
}
