package io.vedette.media.ffmpeg;

import io.vedette.api.media.DecodeException;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/**
 * Turns pictures of other pixel formats (10 bit, 4:2:2, RGB, grey …) into 8 bit I420, once, and keeps their range.
 *
 * <p>Confined to one lane; owns its native memory.
 */
final class I420 implements AutoCloseable {
    private SwsContext scaler;
    private AVFrame frame;
    private ByteBuffer fields;

    /** Whether the samples are 8 bit I420 as they are. */
    static boolean is(int pixelFormat) {
        return pixelFormat == avutil.AV_PIX_FMT_YUV420P || pixelFormat == avutil.AV_PIX_FMT_YUVJ420P;
    }

    /** A window on the converted picture's struct, owned here and valid until the next call. */
    ByteBuffer convert(AVFrame from) throws DecodeException {
        prepare(from);
        int result = swscale.sws_scale_frame(scaler, frame, from);
        if (result < 0) {
            throw new DecodeException("the picture's pixels can't be converted: " + FfmpegWords.reason(result));
        }
        return fields;
    }

    private void prepare(AVFrame from) throws DecodeException {
        if (frame != null && frame.width() == from.width() && frame.height() == from.height()) {
            frame.color_range(range(from));
            return;
        }
        close();
        scaler = swscale.sws_alloc_context();
        scaler.flags(swscale.SWS_BILINEAR).threads(1);
        frame = avutil.av_frame_alloc();
        fields = Struct.view(frame, AVFrame.class);
        frame.width(from.width())
                .height(from.height())
                .format(avutil.AV_PIX_FMT_YUV420P)
                .color_range(range(from));
        if (avutil.av_frame_get_buffer(frame, 0) < 0) {
            close();
            throw new DecodeException("no native memory for a picture of " + from.width() + "x" + from.height());
        }
    }

    private static int range(AVFrame from) {
        return full(from.format(), from.color_range()) ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG;
    }

    /** Whether luma spans 0–255. RGB becomes 16–235. */
    static boolean full(int pixelFormat, int colorRange) {
        boolean deprecated = pixelFormat == avutil.AV_PIX_FMT_YUVJ420P
                || pixelFormat == avutil.AV_PIX_FMT_YUVJ422P
                || pixelFormat == avutil.AV_PIX_FMT_YUVJ444P
                || pixelFormat == avutil.AV_PIX_FMT_YUVJ440P
                || pixelFormat == avutil.AV_PIX_FMT_YUVJ411P;
        return deprecated || colorRange == avutil.AVCOL_RANGE_JPEG;
    }

    /** Idempotent. */
    @Override
    public void close() {
        if (scaler != null) {
            swscale.sws_free_context(scaler);
            scaler = null;
        }
        if (frame != null) {
            avutil.av_frame_free(frame);
            frame = null;
        }
    }
}
