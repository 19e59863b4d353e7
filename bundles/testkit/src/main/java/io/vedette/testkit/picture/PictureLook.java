package io.vedette.testkit.picture;

import io.vedette.api.Box;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import java.nio.ByteBuffer;

/**
 * A look at a picture from memory, as core gives one to a detector. Immutable.
 *
 * @param picture the frame
 * @param region fractions of the frame
 * @param leastScore 0 to 1
 */
public record PictureLook(StillPicture picture, Box region, double leastScore) implements Look {

    @Override
    public int frameWidthPx() {
        return picture.widthPx();
    }

    @Override
    public int frameHeightPx() {
        return picture.heightPx();
    }

    @Override
    public Placement read(Box part, PixelLayout layout, ByteBuffer target) {
        return picture.read(part, layout, target);
    }
}
