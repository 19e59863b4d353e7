package io.vedette.api.media;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A decoded picture, 8 bit I420, borrowed from the decoder's session for the duration of {@link FrameDecoder.Sink#picture}.
 */
@ConsumerType
public interface Picture {

    int widthPx();

    int heightPx();

    /** Whether luma spans 0–255 instead of 16–235. */
    boolean fullRange();

    /** Presentation time of the packet that it came from, nanoseconds on the camera's time line. */
    long ptsNs();

    /**
     * A plane: 0 = Y (full size), 1 = U, 2 = V (half size, rounded up).
     *
     * @return a direct buffer, position at the first row's first sample, at least {@code stride * (rows - 1) + columns} long
     */
    ByteBuffer plane(int index);

    /** Bytes from one row of the plane to the next. */
    int stridePx(int index);
}
