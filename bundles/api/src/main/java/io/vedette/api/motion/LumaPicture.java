package io.vedette.api.motion;

import java.nio.ByteBuffer;

/**
 * A small luma plane, scaled down from the picture by the lane; borrowed for the call.
 *
 * @param widthPx columns, 16 to 640
 * @param heightPx rows, 16 to 640
 * @param samples direct buffer of {@code widthPx * heightPx} bytes from position 0, row after row without gaps, 0–255
 */
public record LumaPicture(int widthPx, int heightPx, ByteBuffer samples) {
    public LumaPicture {
        if (widthPx < 16 || widthPx > 640 || heightPx < 16 || heightPx > 640) {
            throw new IllegalArgumentException("luma must be 16 to 640 pixels, but is " + widthPx + "x" + heightPx);
        }
        if (!samples.isDirect() || samples.capacity() < widthPx * heightPx) {
            throw new IllegalArgumentException("luma needs a direct buffer of " + widthPx * heightPx + " bytes");
        }
    }
}
