package io.vedette.media.ffmpeg;

import io.vedette.api.media.DecodeException;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The decoder of one camera; owns all its native memory and makes no garbage per packet.
 *
 * <p>Confined to one lane.
 */
final class DecoderSession implements FrameDecoder.Session {
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();
    private final ByteBuffer frameFields = Struct.view(frame, AVFrame.class);
    private final DecodedPicture picture = new DecodedPicture();
    private final I420 i420 = new I420();
    private final Payload payload = new Payload();
    private AVCodecContext codec;
    private StreamInfo stream;
    private long lastPtsNs;
    private boolean unfiltered;
    private boolean closed;

    DecoderSession(StreamInfo stream) throws DecodeException {
        this.stream = stream;
        boolean open = false;
        try {
            codec = Codec.open(stream);
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    @Override
    public void decode(MediaPacket from, FrameDecoder.Sink sink) throws DecodeException {
        requireOpen();
        if (!from.stream().equals(stream)) {
            change(from.stream(), sink);
        }
        if (codec == null) {
            throw new DecodeException("there is no decoder for the parameters of this stream");
        }
        fill(from);
        int result = avcodec.avcodec_send_packet(codec, packet);
        if (result == avutil.AVERROR_EAGAIN()) {
            receive(sink);
            result = avcodec.avcodec_send_packet(codec, packet);
        }
        receive(sink);
        if (result < 0) {
            throw new DecodeException("a packet can't be decoded: " + FfmpegWords.reason(result));
        }
    }

    @Override
    public void leaveOutLoopFilter(boolean may) {
        if (may != unfiltered) {
            unfiltered = may;
            applyFilter();
        }
    }

    private void applyFilter() {
        if (codec != null) {
            codec.skip_loop_filter(unfiltered ? avcodec.AVDISCARD_ALL : avcodec.AVDISCARD_DEFAULT);
        }
    }

    @Override
    public void drain(FrameDecoder.Sink sink) throws DecodeException {
        requireOpen();
        if (codec != null) {
            avcodec.avcodec_send_packet(codec, null);
            try {
                receive(sink);
            } finally {
                avcodec.avcodec_flush_buffers(codec);
            }
        }
    }

    private void change(StreamInfo to, FrameDecoder.Sink sink) throws DecodeException {
        if (!Codec.same(to, stream)) {
            drain(sink);
            freeCodec();
            stream = to;
            codec = Codec.open(to);
            applyFilter();
        }
        stream = to;
    }

    private void fill(MediaPacket from) {
        payload.fill(from.payload());
        packet.data(payload.pointer());
        packet.size(from.payload().limit());
        packet.pts(from.ptsNs());
        packet.dts(from.dtsNs());
        packet.flags(from.key() ? avcodec.AV_PKT_FLAG_KEY : 0);
    }

    private void receive(FrameDecoder.Sink sink) throws DecodeException {
        int result = avcodec.avcodec_receive_frame(codec, frame);
        while (result >= 0) {
            try {
                give(sink);
            } finally {
                avutil.av_frame_unref(frame);
            }
            result = avcodec.avcodec_receive_frame(codec, frame);
        }
        if (result != avutil.AVERROR_EAGAIN() && result != avutil.AVERROR_EOF) {
            throw new DecodeException("a picture can't be decoded: " + FfmpegWords.reason(result));
        }
    }

    private void give(FrameDecoder.Sink sink) throws DecodeException {
        long ptsNs = DecodedPicture.ptsNs(frameFields);
        lastPtsNs = ptsNs == avutil.AV_NOPTS_VALUE ? lastPtsNs + 1 : ptsNs;
        if (I420.is(DecodedPicture.pixelFormat(frameFields)) && DecodedPicture.upright(frameFields)) {
            sink.picture(picture.show(frameFields, lastPtsNs));
        } else {
            sink.picture(picture.show(i420.convert(frame), lastPtsNs));
        }
    }

    private void requireOpen() throws DecodeException {
        if (closed) {
            throw new DecodeException("the decoder is closed");
        }
    }

    private void freeCodec() {
        if (codec != null) {
            avcodec.avcodec_free_context(codec);
            codec = null;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        freeCodec();
        i420.close();
        avutil.av_frame_free(frame);
        packet.data(null);
        packet.size(0);
        avcodec.av_packet_free(packet);
        payload.close();
    }
}
