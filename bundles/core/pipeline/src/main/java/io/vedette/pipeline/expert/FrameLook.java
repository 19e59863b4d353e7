package io.vedette.pipeline.expert;

import io.vedette.api.Box;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import io.vedette.api.media.Frame;
import io.vedette.core.spi.media.Scaler;
import java.nio.ByteBuffer;

/**
 * A look at a region of a retained frame.
 *
 * @param frame stays retained while a detector may read it
 * @param region fractions of the frame
 * @param leastScore 0 to 1
 * @param scaler core's
 */
public record FrameLook(Frame frame, Box region, double leastScore, Scaler scaler) implements Look {

    /** ByteTrack's second pass needs the weak ones. */
    public static final double LEAST_SCORE = 0.1;

    @Override
    public int frameWidthPx() {
        return frame.widthPx();
    }

    @Override
    public int frameHeightPx() {
        return frame.heightPx();
    }

    @Override
    public Placement read(Box part, PixelLayout layout, ByteBuffer target) {
        return scaler.read(frame, part, layout, target);
    }
}
