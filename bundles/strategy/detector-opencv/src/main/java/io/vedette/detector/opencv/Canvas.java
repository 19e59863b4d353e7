package io.vedette.detector.opencv;

import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Native memory that looks are read into, as packed BGR. Confined to one call at a time; freed by {@link #close}. */
final class Canvas implements AutoCloseable {

    /** The longer side of what is searched: the finders' cost rises with its square. */
    private static final int LONGEST_PX = 640;
    /** The finders' own windows must fit in. */
    private static final int SHORTEST_PX = 160;

    private static final int CHANNELS = 3;

    private final BytePointer memory = new BytePointer((long) CHANNELS * LONGEST_PX * LONGEST_PX);
    private final ByteBuffer buffer = memory.asByteBuffer();
    private Placement placement;

    /** The look's region, scaled; to be closed by the caller before the next read. */
    Mat read(Look look) {
        double width = look.region().width() * look.frameWidthPx();
        double height = look.region().height() * look.frameHeightPx();
        double scale = LONGEST_PX / Math.max(1, Math.max(width, height));
        PixelLayout layout = new PixelLayout(
                side(width * scale),
                side(height * scale),
                PixelLayout.Order.BGR,
                PixelLayout.Arrangement.PACKED,
                PixelLayout.Fit.TOP_LEFT,
                0);
        placement = look.read(look.region(), layout, buffer);
        return new Mat(layout.heightPx(), layout.widthPx(), opencv_core.CV_8UC3, memory);
    }

    private static int side(double px) {
        return (int) Math.max(SHORTEST_PX, Math.min(LONGEST_PX, Math.round(px)));
    }

    /** Where the look read last came to lie. */
    Placement placement() {
        return placement;
    }

    @Override
    public void close() {
        memory.close();
    }
}
