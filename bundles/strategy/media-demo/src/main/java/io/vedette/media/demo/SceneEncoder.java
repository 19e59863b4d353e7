package io.vedette.media.demo;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Encodes drawn pictures as H.264 by OpenH264, or MPEG-4 where FFmpeg was built without it: one thread, a key frame each second,
 * no reordering. Confined to one capture; everything native is freed by {@link #close}.
 */
final class SceneEncoder implements AutoCloseable {

    private static final long NS_PER_S = 1_000_000_000L;
    private static final int PLANES = 3;
    private static final long BITS_PER_S = 1_200_000;

    private final int fps;
    private final AVCodecContext context;
    private final AVFrame frame = avutil.av_frame_alloc();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final StreamInfo stream;
    private boolean closed;

    SceneEncoder(int fps) throws CaptureException {
        this.fps = fps;
        AVCodec codec = codec();
        context = avcodec.avcodec_alloc_context3(codec);
        boolean open = false;
        try {
            configure();
            check("set up", openCodec(codec));
            frame.format(avutil.AV_PIX_FMT_YUV420P).width(Planes.WIDTH).height(Planes.HEIGHT);
            check("given a picture", avutil.av_frame_get_buffer(frame, 0));
            stream = describe();
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    private static AVCodec codec() throws CaptureException {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name("libopenh264");
        if (codec == null || codec.isNull()) {
            codec = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MPEG4);
        }
        if (codec == null || codec.isNull()) {
            throw new CaptureException("FFmpeg has neither an H.264 nor an MPEG-4 encoder for the demo scene");
        }
        return codec;
    }

    private void configure() {
        context.width(Planes.WIDTH).height(Planes.HEIGHT).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        context.time_base().num(1).den(fps);
        context.framerate().num(fps).den(1);
        context.gop_size(fps).max_b_frames(0).thread_count(1);
        context.profile(avcodec.AV_PROFILE_H264_MAIN);
        context.bit_rate(BITS_PER_S).compression_level(0);
        context.color_range(avutil.AVCOL_RANGE_MPEG).colorspace(avutil.AVCOL_SPC_SMPTE170M);
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER | avcodec.AV_CODEC_FLAG_BITEXACT);
    }

    private int openCodec(AVCodec codec) {
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "rc_mode", "off", 0);
        avutil.av_dict_set(options, "allow_skip_frames", "0", 0);
        int result = avcodec.avcodec_open2(context, codec, options);
        avutil.av_dict_free(options);
        return result;
    }

    private StreamInfo describe() {
        ByteBuffer extradata = ByteBuffer.allocate(0);
        if (context.extradata_size() > 0) {
            extradata = context.extradata().capacity(context.extradata_size()).asByteBuffer();
        }
        return new StreamInfo(
                StreamInfo.Kind.VIDEO,
                avcodec.avcodec_get_name(context.codec_id()).getString(),
                Planes.WIDTH,
                Planes.HEIGHT,
                extradata,
                Map.of("fps", String.valueOf(fps)));
    }

    StreamInfo stream() {
        return stream;
    }

    /** Encodes one picture and gives its packet to the sink. */
    void encode(Planes picture, long number, MediaSource.Sink sink) throws CaptureException {
        check("given a picture", avutil.av_frame_make_writable(frame));
        for (int i = 0; i < PLANES; i++) {
            int stride = frame.linesize(i);
            long bytes = (long) stride * (i == 0 ? Planes.HEIGHT : Planes.HEIGHT / 2);
            picture.write(i, frame.data(i).capacity(bytes).asByteBuffer(), stride);
        }
        frame.pts(number);
        check("given a picture", avcodec.avcodec_send_frame(context, frame));
        while (avcodec.avcodec_receive_packet(context, packet) == 0) {
            ByteBuffer payload = packet.data().capacity(packet.size()).asByteBuffer();
            boolean key = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
            long pts = packet.pts() * NS_PER_S / fps;
            sink.packet(0, payload, pts, packet.dts() * NS_PER_S / fps, key);
            avcodec.av_packet_unref(packet);
        }
    }

    private static void check(String done, int result) throws CaptureException {
        if (result < 0) {
            throw new CaptureException("the demo scene's encoder can't be " + done + ": FFmpeg's error " + result);
        }
    }

    /** Idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avcodec.av_packet_free(packet);
            avutil.av_frame_free(frame);
            avcodec.avcodec_free_context(context);
        }
    }
}
