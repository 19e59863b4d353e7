package io.vedette.media.ffmpeg;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * An MP4 output of avformat with one video stream; owns all native memory of a clip. Annex B streams are made length-prefixed by
 * the muxer itself.
 *
 * <p>Confined to one thread at a time. Nothing native is touched after {@link #close}.
 */
final class Muxer implements AutoCloseable {
    /** What its times are counted in. */
    static final int TICKS_PER_S = 90_000;

    private static final Set<String> CODECS = Set.of("h264", "hevc", "mjpeg");
    /** Apple's players take H.265 under this name only: all its parameter sets stand in the file's header. */
    private static final int HVC1 = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24;

    private final AVFormatContext context = new AVFormatContext(null);
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final Payload payload = new Payload();
    private boolean closed;

    /** Creates the file, or overwrites it. */
    Muxer(Path file, StreamInfo video) throws IOException {
        boolean open = false;
        try {
            String refusal = refusal(video);
            if (!refusal.isEmpty()) {
                throw new IOException(refusal);
            }
            open(file, video);
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    /** Why a stream can't be written, as the end of a sentence; empty where it can. */
    static String refusal(StreamInfo video) {
        if (video.kind() != StreamInfo.Kind.VIDEO || !CODECS.contains(video.codec())) {
            return "a clip holds H.264, H.265 or MJPEG, not " + video.codec();
        }
        boolean sized = video.widthPx() > 0 && video.heightPx() > 0;
        if (!sized || Math.max(video.widthPx(), video.heightPx()) > Streams.LONGEST_SIDE_PX) {
            return "pictures of " + video.widthPx() + "x" + video.heightPx() + " pixels; 1x1 to "
                    + Streams.LONGEST_SIDE_PX + "x" + Streams.LONGEST_SIDE_PX + " are possible";
        }
        return readable(video) ? "" : "the parameters of the " + video.codec() + " stream can't be read";
    }

    /**
     * Whether the muxer may be given the parameters. Where it has to make MP4's record of them it reads them without looking at
     * ranges, and a false number in an H.265 SPS keeps it busy for minutes.
     */
    static boolean readable(StreamInfo video) {
        ByteBuffer extradata = video.extradata();
        if (video.codec().equals("mjpeg") || !extradata.hasRemaining() || ParameterSets.record(extradata)) {
            return true;
        }
        return new ParameterSets(video.codec(), extradata).known() && Codec.understood(video);
    }

    /** Whether the first packet of a stream that tells no parameters does, so that the muxer can take them from it. */
    static boolean inBand(StreamInfo video, ByteBuffer packet) {
        StreamInfo told = new StreamInfo(
                video.kind(), video.codec(), video.widthPx(), video.heightPx(), packet, video.attributes());
        return video.codec().equals("mjpeg") || (!ParameterSets.record(packet) && readable(told));
    }

    private void open(Path file, StreamInfo video) throws IOException {
        AVDictionary options = new AVDictionary(null);
        try (BytePointer mp4 = new BytePointer("mp4", "UTF-8");
                BytePointer url = new BytePointer("file:" + file, "UTF-8");
                AVIOContext io = new AVIOContext(null)) {
            require(avformat.avformat_alloc_output_context2(context, null, mp4, url));
            describe(video);
            require(avformat.avio_open(io, url, avformat.AVIO_FLAG_WRITE));
            context.pb(io);
            // So that players can begin before all of it has come over the network.
            avutil.av_dict_set(options, "movflags", "+faststart", 0);
            require(avformat.avformat_write_header(context, options));
        } finally {
            avutil.av_dict_free(options);
        }
    }

    private void describe(StreamInfo video) throws IOException {
        AVStream stream = avformat.avformat_new_stream(context, null);
        if (stream == null || stream.isNull()) {
            throw new IOException("no native memory");
        }
        stream.time_base().num(1).den(TICKS_PER_S);
        AVCodecParameters parameters = stream.codecpar();
        parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO);
        parameters.codec_id(
                avcodec.avcodec_descriptor_get_by_name(video.codec()).id());
        parameters.width(video.widthPx()).height(video.heightPx());
        if (video.codec().equals("hevc")) {
            parameters.codec_tag(HVC1);
        }
        if (video.extradata().hasRemaining()) {
            // avformat frees it with the stream.
            parameters.extradata(Codec.padded(video.extradata()));
            parameters.extradata_size(video.extradata().remaining());
        }
    }

    /**
     * Writes a packet.
     *
     * @param dts in ticks, more than the one before and less than 2^31 from it
     * @param duration in ticks, below 2^31; of importance for the last one only
     */
    void write(MediaPacket from, long pts, long dts, long duration) throws IOException {
        payload.fill(from.payload());
        packet.data(payload.pointer());
        packet.size(from.payload().limit());
        packet.pts(pts).dts(dts).duration(duration);
        packet.stream_index(0);
        packet.flags(from.key() ? avcodec.AV_PKT_FLAG_KEY : 0);
        require(avformat.av_write_frame(context, packet));
    }

    /** Writes what belongs to the end, and closes the file. */
    void complete() throws IOException {
        require(avformat.av_write_trailer(context));
        require(closeFile());
    }

    private int closeFile() {
        AVIOContext io = context.pb();
        if (io == null || io.isNull()) {
            return 0;
        }
        context.pb(null);
        avformat.avio_flush(io);
        int error = io.error();
        int closing = avformat.avio_close(io);
        return error < 0 ? error : closing;
    }

    private static void require(int result) throws IOException {
        if (result < 0) {
            throw new IOException(
                    result == avutil.AVERROR_INVALIDDATA
                            ? "its packets are damaged, or not of the form that the stream states"
                            : FfmpegWords.reason(result));
        }
    }

    /** Leaves an unfinished file as it is. Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!context.isNull()) {
            closeFile();
            avformat.avformat_free_context(context);
        }
        packet.data(null);
        packet.size(0);
        avcodec.av_packet_free(packet);
        payload.close();
    }
}
