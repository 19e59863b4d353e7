package io.vedette.face.onnx;

import io.vedette.api.Box;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.PixelLayout.Arrangement;
import io.vedette.api.detect.PixelLayout.Fit;
import io.vedette.api.detect.PixelLayout.Order;
import io.vedette.api.detect.Placement;
import java.nio.ByteBuffer;

/**
 * A face brought to the place that embedding models know it in: 112 x 112 samples, the eyes level. Memory for one face at a time.
 * Confined to one call at a time.
 */
final class AlignedFace {

    /** Columns and rows. */
    static final int SIDE = 112;

    private static final int CHANNELS = 3;
    /** Samples that are read for one of the aligned face; with more than two, bilinear sampling would skip some. */
    private static final double DENSITY = 2;
    /** A square of this size holds the aligned one however it is turned. */
    private static final int MOST = (int) Math.ceil(Math.sqrt(2) * DENSITY * (SIDE + 4));

    private final ByteBuffer read = ByteBuffer.allocateDirect(CHANNELS * MOST * MOST);
    private final byte[] part = new byte[CHANNELS * MOST * MOST];
    private final byte[] aligned = new byte[CHANNELS * SIDE * SIDE];
    private final ByteBuffer samples = ByteBuffer.wrap(aligned).asReadOnlyBuffer();

    /**
     * Reads a face; what lies outside the frame is black.
     *
     * @param toFace from the frame's pixels, counted from the middle of the first one, to those of the aligned face
     * @return whether something of it lies in the frame
     */
    boolean read(Look look, Similarity toFace, Order order) {
        Similarity toFrame = toFace.inverse();
        Box region = region(toFrame, look.frameWidthPx(), look.frameHeightPx());
        double widthPx = region.width() * look.frameWidthPx();
        double heightPx = region.height() * look.frameHeightPx();
        if (!(widthPx >= 1 && heightPx >= 1)) {
            return false;
        }
        double density = Math.min(1, DENSITY / toFrame.scale());
        PixelLayout layout = new PixelLayout(
                side(widthPx * density), side(heightPx * density), order, Arrangement.PACKED, Fit.STRETCH, 0);
        Placement placement = look.read(region, layout, read);
        read.get(0, part, 0, layout.bytes());
        warp(toFrame, layout, placement, look);
        return true;
    }

    private static int side(double px) {
        return (int) Math.max(1, Math.min(MOST, Math.round(px)));
    }

    /** The part of the frame, in fractions, that holds the aligned face with a pixel around. */
    private static Box region(Similarity toFrame, int frameWidthPx, int frameHeightPx) {
        double middleX = toFrame.x(SIDE / 2.0, SIDE / 2.0) + 0.5;
        double middleY = toFrame.y(SIDE / 2.0, SIDE / 2.0) + 0.5;
        double reach = (Math.abs(toFrame.a()) + Math.abs(toFrame.b())) * SIDE / 2 + 1;
        double left = Math.max(0, middleX - reach) / frameWidthPx;
        double top = Math.max(0, middleY - reach) / frameHeightPx;
        double right = Math.min(1, (middleX + reach) / frameWidthPx);
        double bottom = Math.min(1, (middleY + reach) / frameHeightPx);
        return new Box(Math.min(1, left), Math.min(1, top), Math.max(0, right - left), Math.max(0, bottom - top));
    }

    private void warp(Similarity toFrame, PixelLayout layout, Placement placement, Look look) {
        Box region = placement.region();
        double scaleX = placement.width() / (region.width() * look.frameWidthPx());
        double scaleY = placement.height() / (region.height() * look.frameHeightPx());
        double shiftX = placement.left() + (0.5 - region.x() * look.frameWidthPx()) * scaleX - 0.5;
        double shiftY = placement.top() + (0.5 - region.y() * look.frameHeightPx()) * scaleY - 0.5;
        int to = 0;
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                sample(toFrame.x(u, v) * scaleX + shiftX, toFrame.y(u, v) * scaleY + shiftY, layout, to);
                to += CHANNELS;
            }
        }
    }

    private void sample(double x, double y, PixelLayout layout, int to) {
        int right = layout.widthPx() - 1;
        int bottom = layout.heightPx() - 1;
        if (!(x >= -1 && x <= right + 1 && y >= -1 && y <= bottom + 1)) {
            aligned[to] = 0;
            aligned[to + 1] = 0;
            aligned[to + 2] = 0;
            return;
        }
        double insideX = Math.max(0, Math.min(right, x));
        double insideY = Math.max(0, Math.min(bottom, y));
        int x0 = (int) insideX;
        int y0 = (int) insideY;
        float fx = (float) (insideX - x0);
        float fy = (float) (insideY - y0);
        int upper = CHANNELS * (y0 * layout.widthPx() + x0);
        int lower = y0 < bottom ? upper + CHANNELS * layout.widthPx() : upper;
        int next = x0 < right ? CHANNELS : 0;
        for (int c = 0; c < CHANNELS; c++) {
            float above = (1 - fx) * (part[upper + c] & 0xff) + fx * (part[upper + next + c] & 0xff);
            float below = (1 - fx) * (part[lower + c] & 0xff) + fx * (part[lower + next + c] & 0xff);
            aligned[to + c] = (byte) ((1 - fy) * above + fy * below + 0.5f);
        }
    }

    /** The aligned face, packed, in the order of colours that it was read in; overwritten by the next. */
    ByteBuffer samples() {
        return samples;
    }

    /** The brightness of a sample, 0 to 255; the same in either order of colours. */
    float luma(int column, int row) {
        int at = CHANNELS * (row * SIDE + column);
        return ((aligned[at] & 0xff) + 2 * (aligned[at + 1] & 0xff) + (aligned[at + 2] & 0xff)) / 4f;
    }
}
