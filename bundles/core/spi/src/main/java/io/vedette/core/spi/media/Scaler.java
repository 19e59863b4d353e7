package io.vedette.core.spi.media;

import io.vedette.api.Box;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import io.vedette.api.media.Picture;
import java.nio.ByteBuffer;

/** Scales and converts parts of pictures. A service of core/media; thread-safe, its native contexts are cached per thread. */
public interface Scaler {

    /**
     * Reads a region as 8-bit full-range RGB or BGR, see {@link io.vedette.api.detect.Look#read}.
     *
     * @param picture borrowed for the call
     */
    Placement read(Picture picture, Box region, PixelLayout layout, ByteBuffer target);

    /**
     * Scales the whole luma plane down, to full range: black is 0 and white 255, whatever the camera's range.
     *
     * @param target direct, {@code widthPx * heightPx} bytes from position 0
     */
    void luma(Picture picture, int widthPx, int heightPx, ByteBuffer target);
}
