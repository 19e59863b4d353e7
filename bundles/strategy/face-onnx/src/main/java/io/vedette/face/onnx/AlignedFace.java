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
    /** Larger parts of the frame are read scaled to this, so that there are 1 to 2 samples for one of the aligned face. */
    private static final int MOST = 224;
    /** Smaller parts are read as they are, in sizes of so many pixels. */
    private static final int STEP = 32;

    /** No frame is so large; keeps nonsense from becoming a size. */
    private static final double MOST_REACH = 1 << 16;

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
        double middleX = toFrame.x(SIDE / 2.0, SIDE / 2.0) + 0.5;
        double middleY = toFrame.y(SIDE / 2.0, SIDE / 2.0) + 0.5;
        // Half of what holds it however it is turned, and room for bilinear sampling and even columns.
        double reach = (Math.abs(toFrame.a()) + Math.abs(toFrame.b())) * SIDE / 2 + 2;
        boolean outside = middleX + reach <= 1
                || middleY + reach <= 1
                || middleX - reach >= look.frameWidthPx() - 1
                || middleY - reach >= look.frameHeightPx() - 1;
        if (outside || !(reach < MOST_REACH)) {
            return false;
        }
        int side = side(2 * reach);
        int widthPx = Math.min(side, look.frameWidthPx());
        int heightPx = Math.min(side, look.frameHeightPx());
        Box region = new Box(
                first(middleX - side / 2.0, look.frameWidthPx() - widthPx) / look.frameWidthPx(),
                first(middleY - side / 2.0, look.frameHeightPx() - heightPx) / look.frameHeightPx(),
                (double) widthPx / look.frameWidthPx(),
                (double) heightPx / look.frameHeightPx());
        double scale = Math.min(1, (double) MOST / side);
        PixelLayout layout = new PixelLayout(
                Math.max(1, (int) (widthPx * scale)),
                Math.max(1, (int) (heightPx * scale)),
                order,
                Arrangement.PACKED,
                Fit.STRETCH,
                0);
        Placement placement = look.read(region, layout, read);
        read.get(0, part, 0, layout.bytes());
        warp(toFrame, layout, placement, look);
        return true;
    }

    /** Few sizes: for each that it has not met lately, the scaler must be set up anew. */
    private static int side(double least) {
        if (least <= MOST) {
            return STEP * (int) Math.ceil(least / STEP);
        }
        double steps = Math.ceil(2 * Math.log(least / MOST) / Math.log(2));
        return 2 * (int) Math.ceil(MOST * Math.pow(2, steps / 2) / 2);
    }

    /** The first column or row: even, as the scaler wants it, and so that the rest fits in. */
    private static double first(double wanted, int most) {
        return 2 * Math.floor(Math.max(0, Math.min(most, wanted)) / 2);
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
