package io.vedette.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Directions of embeddings as bytes: float32, little-endian. */
final class Directions {
    private Directions() {}

    static byte[] bytes(float[] direction) {
        ByteBuffer bytes = ByteBuffer.allocate(direction.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(direction);
        return bytes.array();
    }

    static float[] of(byte[] bytes) {
        float[] direction = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(direction);
        return direction;
    }
}
