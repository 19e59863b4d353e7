package io.vedette.api.detect;

import io.vedette.api.Box;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One question to a detector: what is in this region of this frame? Borrowed for the duration of the call; core releases the
 * frame when the answer is there. Confined to the detector thread that it was given to.
 */
@ProviderType
public interface Look {

    /** The part of the frame to look at, in fractions of the frame; not empty, and inside. */
    Box region();

    /** Weaker detections are not wanted. 0 to 1. */
    double leastScore();

    int frameWidthPx();

    int frameHeightPx();

    /**
     * Scales and converts a part of the frame straight into the caller's buffer.
     *
     * @param region in fractions of the frame; usually {@link #region()}
     * @param layout size, colour order, arrangement and padding
     * @param target direct, at least {@link PixelLayout#bytes()} from its position on; its position and limit stay as they are
     * @return where the region came to lie
     * @throws IllegalArgumentException where the target is too small or not direct
     */
    Placement read(Box region, PixelLayout layout, ByteBuffer target);
}
