package io.vedette.media.ffmpeg;

import io.vedette.api.media.Frame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** A drawn frame with rows longer than its width. */
record StillFrame(int widthPx, int heightPx, boolean fullRange, List<ByteBuffer> planes) implements Frame {
    private static final int MARGIN = 32;

    StillFrame(int widthPx, int heightPx, boolean fullRange, IntBinaryOperator luma, int u, int v) {
        this(widthPx, heightPx, fullRange, new ArrayList<>());
        for (int i = 0; i < 3; i++) {
            int rows = i == 0 ? heightPx : (heightPx + 1) / 2;
            int stride = stridePx(i);
            ByteBuffer plane = ByteBuffer.allocateDirect(stride * rows);
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < stride - MARGIN; x++) {
                    plane.put(y * stride + x, (byte) (i == 0 ? luma.applyAsInt(x, y) : i == 1 ? u : v));
                }
            }
            planes.add(plane);
        }
    }

    @Override
    public long ptsNs() {
        return 0;
    }

    @Override
    public ByteBuffer plane(int index) {
        return planes.get(index);
    }

    @Override
    public int stridePx(int index) {
        return (index == 0 ? widthPx : (widthPx + 1) / 2) + MARGIN;
    }

    @Override
    public Instant capturedAt() {
        return Instant.EPOCH;
    }

    @Override
    public long index() {
        return 0;
    }

    @Override
    public Frame retain() {
        return this;
    }

    @Override
    public void close() {}
}
