package io.vedette.media.ffmpeg;

import io.vedette.api.media.DecodeException;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Sets a decoder of avcodec up for a stream. Stateless. */
final class Codec {
    /** What cameras and recordings use; other decoders of FFmpeg's are less looked after. */
    private static final Set<String> NAMES = Set.of(
            "h264",
            "hevc",
            "mjpeg",
            "mpeg4",
            "mpeg2video",
            "mpeg1video",
            "h263",
            "vp8",
            "vp9",
            "av1",
            "rawvideo",
            "mjpegb",
            "png");

    private static final int NS_PER_S = 1_000_000_000;
    private static final long LARGEST_PX = (long) Streams.LONGEST_SIDE_PX * Streams.LONGEST_SIDE_PX;

    private Codec() {}

    static boolean known(StreamInfo stream) {
        return stream.kind() == StreamInfo.Kind.VIDEO && NAMES.contains(stream.codec()) && find(stream.codec()) != null;
    }

    private static AVCodec find(String name) {
        AVCodecDescriptor descriptor = avcodec.avcodec_descriptor_get_by_name(name);
        if (descriptor == null || descriptor.isNull()) {
            return null;
        }
        AVCodec codec = avcodec.avcodec_find_decoder(descriptor.id());
        return codec == null || codec.isNull() ? null : codec;
    }

    /** An open decoder with one thread, to be freed by the caller. */
    static AVCodecContext open(StreamInfo stream) throws DecodeException {
        return open(stream, 0);
    }

    /** Whether the decoder understands all out-of-band parameters; it knows their ranges, other readers of FFmpeg's do not. */
    static boolean understood(StreamInfo stream) {
        try {
            avcodec.avcodec_free_context(open(stream, avcodec.AV_EF_EXPLODE));
            return true;
        } catch (DecodeException e) {
            return false;
        }
    }

    private static AVCodecContext open(StreamInfo stream, int strictness) throws DecodeException {
        AVCodec codec = known(stream) ? find(stream.codec()) : null;
        if (codec == null) {
            throw new DecodeException("no decoder for " + stream.codec());
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        boolean open = false;
        try {
            configure(context, stream);
            context.err_recognition(strictness);
            int result = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
            if (result < 0) {
                throw new DecodeException(
                        "the " + stream.codec() + " decoder can't be set up: " + FfmpegWords.reason(result));
            }
            open = true;
            return context;
        } finally {
            if (!open) {
                avcodec.avcodec_free_context(context);
            }
        }
    }

    private static void configure(AVCodecContext context, StreamInfo stream) {
        context.thread_count(1);
        context.pkt_timebase().num(1).den(NS_PER_S);
        context.width(stream.widthPx()).height(stream.heightPx());
        context.max_pixels(LARGEST_PX);
        String pixels = stream.attributes().get("pixel_format");
        if (pixels != null && stream.codec().equals("rawvideo")) {
            context.pix_fmt(avutil.av_get_pix_fmt(pixels));
        }
        ByteBuffer extradata = stream.extradata();
        if (extradata.hasRemaining()) {
            // avcodec frees it with the context.
            context.extradata(padded(extradata)).extradata_size(extradata.remaining());
        }
    }

    /** A copy in FFmpeg's own memory, with the zero bytes behind it that FFmpeg asks for; who takes it frees it. */
    static BytePointer padded(ByteBuffer extradata) {
        byte[] bytes = new byte[extradata.remaining()];
        extradata.get(extradata.position(), bytes);
        BytePointer copy = new BytePointer(avutil.av_mallocz(bytes.length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE));
        return copy.put(bytes);
    }

    /** Whether packets of both streams can follow each other in one decoder or file. */
    static boolean same(StreamInfo one, StreamInfo other) {
        return one.equals(other)
                || (one.codec().equals(other.codec())
                        && one.extradata().equals(other.extradata())
                        && one.widthPx() == other.widthPx()
                        && one.heightPx() == other.heightPx());
    }
}
