package io.vedette.media.picture;

import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.PixelLayout.Arrangement;
import io.vedette.api.detect.PixelLayout.Order;
import io.vedette.api.media.Picture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerPointer;

/** The native tools for one scaling at a time, kept for the next. Confined to the thread that has borrowed it. */
final class Desk {

    /** Looks come in a few sizes per camera and detector. */
    private static final int CONVERSIONS = 24;
    /** SIMD code writes whole vectors, up to so many bytes: rows must have room for them. */
    private static final int VECTOR = 64;

    private final LongPointer fromPlanes = new LongPointer(4);
    private final IntPointer fromStrides = new IntPointer(4);
    private final LongPointer toPlanes = new LongPointer(4);
    private final IntPointer toStrides = new IntPointer(4);
    private final PointerPointer<?> from = new PointerPointer<>(fromPlanes);
    private final PointerPointer<?> to = new PointerPointer<>(toPlanes);
    private final Conversion[] conversions = new Conversion[CONVERSIONS];
    private final Conversion.Job job = new Conversion.Job();
    private ByteBuffer scratch = ByteBuffer.allocateDirect(0);
    private byte[] pads = new byte[0];
    private long calls;

    Desk() {
        for (int i = 0; i < CONVERSIONS; i++) {
            conversions[i] = new Conversion();
        }
    }

    void read(Picture picture, Crop crop, PixelLayout layout, ByteBuffer target) {
        boolean planar = layout.arrangement() == Arrangement.PLANAR;
        boolean rgb = layout.order() == Order.RGB;
        job.fromWidth = crop.width();
        job.fromHeight = crop.height();
        job.toWidth = crop.placement().width();
        job.toHeight = crop.placement().height();
        job.fullRange = picture.fullRange();
        job.frameHeight = picture.heightPx();
        int packed = rgb ? avutil.AV_PIX_FMT_RGB24 : avutil.AV_PIX_FMT_BGR24;
        job.format = planar ? avutil.AV_PIX_FMT_GBRP : packed;
        from(0, picture, crop.x(), crop.y());
        from(1, picture, crop.x() / 2, crop.y() / 2);
        from(2, picture, crop.x() / 2, crop.y() / 2);
        int pixel = planar ? 1 : 3;
        int stride = (job.toWidth * pixel + 2 * VECTOR - 1) / VECTOR * VECTOR;
        int plane = stride * job.toHeight;
        long base = scratch(plane * (planar ? 3 : 1) + VECTOR);
        if (planar) {
            // FFmpeg's GBRP: green, blue, red
            to(0, base + plane, stride);
            to(1, base + (rgb ? 2L * plane : 0), stride);
            to(2, base + (rgb ? 0 : 2L * plane), stride);
        } else {
            to(0, base, stride);
        }
        scale();
        pad(crop, layout, target);
        for (int i = 0; i < (planar ? 3 : 1); i++) {
            int at = target.position() + i * layout.widthPx() * layout.heightPx();
            int row = layout.widthPx() * pixel;
            at += crop.placement().top() * row + crop.placement().left() * pixel;
            for (int y = 0; y < job.toHeight; y++) {
                target.put(at + y * row, scratch, i * plane + y * stride, job.toWidth * pixel);
            }
        }
    }

    /** Rows are left out before scaling as long as each target row still is the mean of two: luma is for motion. */
    void luma(Picture picture, int width, int height, ByteBuffer target) {
        int skip = Math.max(1, picture.heightPx() / (2 * height));
        job.fromWidth = picture.widthPx();
        job.fromHeight = picture.heightPx() / skip;
        job.toWidth = width;
        job.toHeight = height;
        job.format = avutil.AV_PIX_FMT_GRAY8;
        job.fullRange = picture.fullRange();
        job.frameHeight = 0;
        from(0, picture, 0, (skip - 1) / 2);
        fromStrides.put(0, skip * picture.stridePx(0));
        int stride = (width + 2 * VECTOR - 1) / VECTOR * VECTOR;
        to(0, scratch(stride * height + VECTOR), stride);
        scale();
        for (int y = 0; y < height; y++) {
            target.put(y * width, scratch, y * stride, width);
        }
        if (!job.fullRange && job.fromWidth == width && job.fromHeight == height) {
            stretch(target, width * height);
        }
    }

    /** What has its size already swscale only copies, as it is. */
    private static void stretch(ByteBuffer samples, int count) {
        for (int i = 0; i < count; i++) {
            int sample = (samples.get(i) & 0xff) - 16;
            samples.put(i, (byte) Math.max(0, Math.min(255, (sample * 255 + 109) / 219)));
        }
    }

    private void from(int plane, Picture picture, int x, int y) {
        int stride = picture.stridePx(plane);
        fromPlanes.put(plane, Address.of(picture.plane(plane)) + (long) y * stride + x);
        fromStrides.put(plane, stride);
    }

    private void to(int plane, long address, int stride) {
        toPlanes.put(plane, address);
        toStrides.put(plane, stride);
    }

    private long scratch(int bytes) {
        if (scratch.capacity() < bytes + VECTOR) {
            scratch = ByteBuffer.allocateDirect(bytes + VECTOR).alignedSlice(VECTOR);
        }
        return Address.of(scratch);
    }

    private void scale() {
        calls++;
        Conversion oldest = conversions[0];
        for (Conversion conversion : conversions) {
            if (conversion.does(job)) {
                conversion.usedAt = calls;
                conversion.scale(from, fromStrides, to, toStrides);
                return;
            }
            oldest = conversion.usedAt < oldest.usedAt ? conversion : oldest;
        }
        oldest.become(job);
        oldest.usedAt = calls;
        oldest.scale(from, fromStrides, to, toStrides);
    }

    /** Fills what the region does not cover. */
    private void pad(Crop crop, PixelLayout layout, ByteBuffer target) {
        boolean planar = layout.arrangement() == Arrangement.PLANAR;
        int pixel = planar ? 1 : 3;
        int row = layout.widthPx() * pixel;
        int left = crop.placement().left() * pixel;
        int covered = crop.placement().width() * pixel;
        int top = crop.placement().top();
        int bottom = top + crop.placement().height();
        if (covered == row && bottom - top == layout.heightPx()) {
            return;
        }
        preparePads(row, (byte) layout.pad());
        int rows = layout.heightPx() * (planar ? 3 : 1);
        for (int i = 0; i < rows; i++) {
            int y = i % layout.heightPx();
            int at = target.position() + i * row;
            if (y < top || y >= bottom) {
                target.put(at, pads, 0, row);
            } else {
                target.put(at, pads, 0, left);
                target.put(at + left + covered, pads, 0, row - left - covered);
            }
        }
    }

    private void preparePads(int bytes, byte value) {
        if (pads.length < bytes) {
            pads = new byte[bytes];
            Arrays.fill(pads, value);
        } else if (pads[0] != value) {
            Arrays.fill(pads, value);
        }
    }

    void close() {
        for (Conversion conversion : conversions) {
            conversion.close();
        }
        fromPlanes.close();
        fromStrides.close();
        toPlanes.close();
        toStrides.close();
    }
}
