package io.vedette.media.picture;

import io.vedette.api.media.Picture;
import java.nio.ByteBuffer;

/**
 * The memory of one frame: three planes one after another, their rows a multiple of 64 bytes apart, with room behind for code
 * that reads whole vectors. Written once by {@link #copy}, then only read, so it may be shared by threads that got it afterwards.
 */
final class Planes {

    private static final int VECTOR = 64;

    private final ByteBuffer memory;
    private final int[] strides = new int[3];
    private final int[] starts = new int[3];
    private final int[] lengths = new int[3];

    Planes(int capacity) {
        memory = ByteBuffer.allocateDirect(capacity);
    }

    /** Bytes that a frame of this size takes. */
    static int bytes(int width, int height) {
        long luma = (long) stride(width) * height;
        long chroma = (long) stride((width + 1) / 2) * ((height + 1) / 2);
        return Math.toIntExact(luma + 2 * chroma + VECTOR);
    }

    private static int stride(int columns) {
        return (columns + VECTOR - 1) / VECTOR * VECTOR;
    }

    int capacity() {
        return memory.capacity();
    }

    void copy(Picture picture) {
        int start = 0;
        for (int plane = 0; plane < 3; plane++) {
            int columns = plane == 0 ? picture.widthPx() : (picture.widthPx() + 1) / 2;
            int rows = plane == 0 ? picture.heightPx() : (picture.heightPx() + 1) / 2;
            strides[plane] = stride(columns);
            starts[plane] = start;
            lengths[plane] = strides[plane] * rows;
            ByteBuffer from = picture.plane(plane);
            int at = from.position();
            for (int row = 0; row < rows; row++) {
                memory.put(start + row * strides[plane], from, at, columns);
                at += picture.stridePx(plane);
            }
            start += lengths[plane];
        }
    }

    /** A plane, read only, with its own position. */
    ByteBuffer view(int plane) {
        return memory.slice(starts[plane], lengths[plane]).asReadOnlyBuffer();
    }

    int stridePx(int plane) {
        return strides[plane];
    }
}
