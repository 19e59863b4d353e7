package io.vedette.benchmarks;

import io.vedette.api.media.Picture;
import java.nio.ByteBuffer;
import java.util.Random;

/** A noisy I420 picture of any size, the same each time. Immutable. */
final class Noise implements Picture {

    private final int widthPx;
    private final int heightPx;
    private final ByteBuffer[] planes = new ByteBuffer[3];

    Noise(int widthPx, int heightPx, long seed) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        Random random = new Random(seed);
        for (int i = 0; i < planes.length; i++) {
            planes[i] = ByteBuffer.allocateDirect(columns(i) * (i == 0 ? heightPx : (heightPx + 1) / 2));
            while (planes[i].hasRemaining()) {
                planes[i].put((byte) (110 + random.nextInt(20)));
            }
            planes[i].flip();
        }
    }

    private int columns(int plane) {
        return plane == 0 ? widthPx : (widthPx + 1) / 2;
    }

    @Override
    public int widthPx() {
        return widthPx;
    }

    @Override
    public int heightPx() {
        return heightPx;
    }

    @Override
    public boolean fullRange() {
        return false;
    }

    @Override
    public long ptsNs() {
        return 0;
    }

    @Override
    public ByteBuffer plane(int index) {
        return planes[index];
    }

    @Override
    public int stridePx(int index) {
        return columns(index);
    }
}
