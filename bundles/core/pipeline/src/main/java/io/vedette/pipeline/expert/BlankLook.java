package io.vedette.pipeline.expert;

import io.vedette.api.Box;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import java.nio.ByteBuffer;

/** A grey picture to warm a detector up with. Immutable. */
final class BlankLook implements Look {

    private static final int WIDTH_PX = 640;
    private static final int HEIGHT_PX = 360;

    @Override
    public Box region() {
        return Box.FRAME;
    }

    @Override
    public double leastScore() {
        return 0.1;
    }

    @Override
    public int frameWidthPx() {
        return WIDTH_PX;
    }

    @Override
    public int frameHeightPx() {
        return HEIGHT_PX;
    }

    @Override
    public Placement read(Box region, PixelLayout layout, ByteBuffer target) {
        int from = target.position();
        for (int i = 0; i < layout.bytes(); i++) {
            target.put(from + i, (byte) 114);
        }
        return new Placement(region, 0, 0, layout.widthPx(), layout.heightPx());
    }
}
