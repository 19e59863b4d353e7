package io.vedette.media.ffmpeg;

import io.vedette.api.media.DecodeException;
import io.vedette.api.media.Picture;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A picture scaled to one size, ready to be compressed at several qualities.
 *
 * <p>Confined to one thread; owns its native memory.
 */
final class Jpeg implements AutoCloseable {
    private static final int PLANES = 3;

    private final AVFrame scaled = avutil.av_frame_alloc();

    /** A part of a picture, in pixels; left and top are even. */
    record Part(int left, int top, int width, int height) {}

    Jpeg(Picture picture, Part part, int widthPx, int heightPx) throws DecodeException {
        scaled.width(widthPx)
                .height(heightPx)
                .format(avutil.AV_PIX_FMT_YUVJ420P)
                .color_range(avutil.AVCOL_RANGE_JPEG);
        scaled.sample_aspect_ratio().num(1).den(1);
        boolean done = false;
        try {
            require(avutil.av_frame_get_buffer(scaled, 0), "no memory for a JPEG");
            scale(picture, part);
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private void scale(Picture picture, Part part) throws DecodeException {
        int from = picture.fullRange() ? avutil.AV_PIX_FMT_YUVJ420P : avutil.AV_PIX_FMT_YUV420P;
        SwsContext context = swscale.sws_getContext(
                part.width,
                part.height,
                from,
                scaled.width(),
                scaled.height(),
                avutil.AV_PIX_FMT_YUVJ420P,
                swscale.SWS_AREA,
                null,
                null,
                (double[]) null);
        if (context == null || context.isNull()) {
            throw new DecodeException("a part of " + part.width + "x" + part.height + " can't be scaled");
        }
        try (PointerPointer<BytePointer> planes = new PointerPointer<>(PLANES + 1);
                IntPointer strides = new IntPointer(0, 0, 0, 0);
                PointerPointer<BytePointer> toPlanes = new PointerPointer<>(PLANES + 1);
                IntPointer toStrides = new IntPointer(0, 0, 0, 0)) {
            planes.put(PLANES, null);
            toPlanes.put(PLANES, null);
            for (int i = 0; i < PLANES; i++) {
                int shift = i == 0 ? 0 : 1;
                int stride = picture.stridePx(i);
                BytePointer plane = new BytePointer(picture.plane(i));
                planes.put(
                        i,
                        plane.position(plane.position() + (long) (part.top >> shift) * stride + (part.left >> shift)));
                strides.put(i, stride);
                toPlanes.put(i, scaled.data(i));
                toStrides.put(i, scaled.linesize(i));
            }
            require(
                    swscale.sws_scale(context, planes, strides, 0, part.height, toPlanes, toStrides),
                    "a picture can't be scaled");
        } finally {
            swscale.sws_freeContext(context);
        }
    }

    /**
     * The bytes of a JFIF file.
     *
     * @param quality FFmpeg's quantiser scale, 2 (best) to 31
     */
    byte[] compress(int quality) throws DecodeException {
        AVCodec codec = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MJPEG);
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            context.width(scaled.width()).height(scaled.height()).pix_fmt(avutil.AV_PIX_FMT_YUVJ420P);
            context.color_range(avutil.AVCOL_RANGE_JPEG);
            context.time_base().num(1).den(1);
            context.sample_aspect_ratio().num(1).den(1);
            context.thread_count(1);
            context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE | avcodec.AV_CODEC_FLAG_BITEXACT);
            context.global_quality(quality * avutil.FF_QP2LAMBDA);
            scaled.quality(quality * avutil.FF_QP2LAMBDA);
            require(avcodec.avcodec_open2(context, codec, (AVDictionary) null), "the JPEG encoder can't be set up");
            require(avcodec.avcodec_send_frame(context, scaled), "a picture can't be compressed");
            require(avcodec.avcodec_receive_packet(context, packet), "a picture can't be compressed");
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            return bytes;
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
        }
    }

    private static void require(int result, String failure) throws DecodeException {
        if (result < 0) {
            throw new DecodeException(failure + ": " + FfmpegWords.reason(result));
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(scaled);
    }
}
