package io.vedette.media.ffmpeg;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.javacv.Interrupt;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * An open input of avformat and its current packet; owns all native memory of a capture.
 *
 * <p>Confined to the thread that opened it. Nothing native is touched after {@link #close}.
 */
final class Demuxer implements AutoCloseable {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long NS_PER_US = 1000;
    private static final long RETRY_NS = 2_000_000L;
    private static final int DATA = Loader.offsetof(AVPacket.class, "data");
    private static final int SIZE = Loader.offsetof(AVPacket.class, "size");
    private static final int PTS = Loader.offsetof(AVPacket.class, "pts");
    private static final int DTS = Loader.offsetof(AVPacket.class, "dts");
    private static final int STREAM = Loader.offsetof(AVPacket.class, "stream_index");
    private static final int FLAGS = Loader.offsetof(AVPacket.class, "flags");
    private static final int SIDE_DATA = Loader.offsetof(AVPacket.class, "side_data_elems");

    private final Address address;
    private final Patience patience;
    private final Interrupt interrupt;
    private final AVPacket packet;
    private final ByteBuffer fields;
    private AVFormatContext context;
    private boolean closed;

    /** Opens and looks for the streams. */
    Demuxer(Address address, MediaSource.Request request, BooleanSupplier cancelled) throws CaptureException {
        this.address = address;
        patience = new Patience(cancelled);
        interrupt = new Interrupt(patience);
        packet = avcodec.av_packet_alloc();
        fields = Struct.view(packet, AVPacket.class);
        boolean open = false;
        try {
            patience.begin(Options.openLimitNs(address.kind()));
            open(request);
            require(avformat.avformat_find_stream_info(context, (PointerPointer<?>) null), "can't open");
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    private void open(MediaSource.Request request) throws CaptureException {
        Map<String, String> options = Options.of(address.kind(), request);
        AVInputFormat format = null;
        if (address.kind() == Address.Kind.DEVICE) {
            avdevice.avdevice_register_all();
            format = avformat.av_find_input_format("video4linux2");
            if (format == null || format.isNull()) {
                throw new CaptureException("can't open " + address.shown() + ": V4L2 devices are for Linux only");
            }
        }
        AVDictionary dictionary = new AVDictionary(null);
        try {
            options.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
            context = avformat.avformat_alloc_context();
            interrupt.attach(context);
            if (address.kind() == Address.Kind.DEVICE) {
                context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
            }
            // FFmpeg frees the context itself where this fails, and the reference turns null.
            require(avformat.avformat_open_input(context, address.url(), format, dictionary), "can't open");
        } finally {
            avutil.av_dict_free(dictionary);
        }
    }

    int streams() {
        return context.nb_streams();
    }

    AVStream stream(int index) {
        return context.streams(index);
    }

    /** FFmpeg's name of the container or protocol. */
    String format() {
        return context.iformat().name().getString();
    }

    /** How long the container says that it is, nanoseconds; 0 where it doesn't say. */
    long promisedNs() {
        boolean says = format().startsWith("mov,") || format().startsWith("matroska,");
        return says ? Math.max(0, context.duration()) * NS_PER_US : 0;
    }

    /** Reads the next packet of any stream; false at the end. */
    boolean next() throws CaptureException {
        long limitNs = Options.readLimitNs(address.kind());
        patience.begin(limitNs);
        avcodec.av_packet_unref(packet);
        int result = avformat.av_read_frame(context, packet);
        while (result == avutil.AVERROR_EAGAIN() && !patience.getAsBoolean()) {
            LockSupport.parkNanos(RETRY_NS);
            result = avformat.av_read_frame(context, packet);
        }
        if (result == avutil.AVERROR_EOF && !patience.getAsBoolean()) {
            return false;
        }
        require(result, "lost");
        return true;
    }

    int streamIndex() {
        return fields.getInt(STREAM);
    }

    int size() {
        return fields.getInt(SIZE);
    }

    boolean key() {
        return (fields.getInt(FLAGS) & avcodec.AV_PKT_FLAG_KEY) != 0;
    }

    long ptsNs(int timeBaseNum, int timeBaseDen) {
        return ns(fields.getLong(PTS), timeBaseNum, timeBaseDen);
    }

    long dtsNs(int timeBaseNum, int timeBaseDen) {
        return ns(fields.getLong(DTS), timeBaseNum, timeBaseDen);
    }

    /** The address of the current packet's payload. */
    long payloadAddress() {
        return fields.getLong(DATA);
    }

    /** New out-of-band parameters that came with the packet, or null. */
    byte[] newExtradata() {
        if (fields.getInt(SIDE_DATA) == 0) {
            return null;
        }
        try (SizeTPointer size = new SizeTPointer(1)) {
            Pointer data = avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_NEW_EXTRADATA, size);
            if (data == null || data.isNull()) {
                return null;
            }
            byte[] bytes = new byte[(int) size.get()];
            new Struct.Cursor().at(data.address(), bytes.length).get(bytes);
            return bytes;
        }
    }

    static long ns(long ticks, int num, int den) {
        if (ticks == avutil.AV_NOPTS_VALUE) {
            return MediaSource.NO_TIME;
        }
        long scaled = ticks * num;
        return scaled / den * NS_PER_S + scaled % den * NS_PER_S / den;
    }

    private void require(int result, String what) throws CaptureException {
        if (result >= 0) {
            return;
        }
        throw new CaptureException(what + " " + address.shown() + ": " + reason(result));
    }

    private String reason(int error) {
        if (patience.cancelled()) {
            return "it was given up";
        }
        if (patience.expired()) {
            return "no answer for " + patience.limit().toSeconds() + " s";
        }
        if (Options.refused(address.kind(), error)) {
            return "files of this form are not accepted";
        }
        return Options.noCamera(address.kind(), error) ? "this is no camera" : FfmpegWords.reason(error);
    }

    /** Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        patience.begin(Options.CLOSE_LIMIT_NS);
        avcodec.av_packet_free(packet);
        if (context != null && !context.isNull()) {
            avformat.avformat_close_input(context);
        }
        interrupt.close();
    }
}
