package io.vedette.media.ffmpeg;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * The first picture and the first sound stream of an input, and where they lie among FFmpeg's.
 *
 * <p>Confined to the capture thread.
 */
final class Streams {
    /** The longest side of a picture that is accepted, pixels. */
    static final int LONGEST_SIDE_PX = 8192;

    private final List<StreamInfo> infos = new ArrayList<>();
    private ParameterSets sets;
    private final int[] ours;
    private final int[] timeBaseNum;
    private final int[] timeBaseDen;

    Streams(Demuxer demuxer, Address address) throws CaptureException {
        int count = demuxer.streams();
        ours = new int[count];
        timeBaseNum = new int[count];
        timeBaseDen = new int[count];
        Arrays.fill(ours, -1);
        boolean video = false;
        boolean audio = false;
        for (int i = 0; i < count; i++) {
            AVStream stream = demuxer.stream(i);
            int type = stream.codecpar().codec_type();
            boolean still = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
            boolean wanted = (type == avutil.AVMEDIA_TYPE_VIDEO && !still && !video)
                    || (type == avutil.AVMEDIA_TYPE_AUDIO && !audio);
            if (wanted) {
                video |= type == avutil.AVMEDIA_TYPE_VIDEO;
                audio |= type == avutil.AVMEDIA_TYPE_AUDIO;
                add(i, stream, address);
            } else {
                stream.discard(avcodec.AVDISCARD_ALL);
            }
        }
        if (!video) {
            throw new CaptureException("can't open " + address.shown() + ": it has no video");
        }
    }

    private void add(int index, AVStream stream, Address address) throws CaptureException {
        AVCodecParameters parameters = stream.codecpar();
        if (parameters.width() > LONGEST_SIDE_PX || parameters.height() > LONGEST_SIDE_PX) {
            throw new CaptureException("can't open " + address.shown() + ": its pictures of " + parameters.width() + "x"
                    + parameters.height() + " are larger than " + LONGEST_SIDE_PX + "x" + LONGEST_SIDE_PX);
        }
        ours[index] = infos.size();
        timeBaseNum[index] = stream.time_base().num();
        timeBaseDen[index] = stream.time_base().den();
        StreamInfo info = info(stream, parameters);
        infos.add(info);
        if (info.kind() == StreamInfo.Kind.VIDEO && ParameterSets.possible(info.codec(), info.extradata())) {
            sets = new ParameterSets(info.codec(), info.extradata());
        }
    }

    private static StreamInfo info(AVStream stream, AVCodecParameters parameters) {
        boolean video = parameters.codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
        Map<String, String> attributes = new HashMap<>();
        if (stream.duration() > 0) {
            double seconds = (double) stream.duration()
                    * stream.time_base().num()
                    / Math.max(1, stream.time_base().den());
            attributes.put("duration_s", String.format(Locale.ROOT, "%.3f", seconds));
        }
        if (video) {
            AVRational rate = stream.avg_frame_rate();
            if (rate.num() > 0 && rate.den() > 0) {
                attributes.put("fps", String.format(Locale.ROOT, "%.3f", (double) rate.num() / rate.den()));
            }
            BytePointer pixels = parameters.format() < 0 ? null : avutil.av_get_pix_fmt_name(parameters.format());
            if (pixels != null && !pixels.isNull()) {
                attributes.put("pixel_format", pixels.getString());
            }
        } else {
            attributes.put("sample_rate", Integer.toString(parameters.sample_rate()));
            attributes.put("channels", Integer.toString(parameters.ch_layout().nb_channels()));
        }
        return new StreamInfo(
                video ? StreamInfo.Kind.VIDEO : StreamInfo.Kind.AUDIO,
                avcodec.avcodec_get_name(parameters.codec_id()).getString(),
                video ? parameters.width() : 0,
                video ? parameters.height() : 0,
                extradata(parameters),
                attributes);
    }

    private static ByteBuffer extradata(AVCodecParameters parameters) {
        int size = parameters.extradata_size();
        if (size <= 0) {
            return ByteBuffer.allocate(0);
        }
        return new Struct.Cursor().at(parameters.extradata().address(), size).asByteBuffer();
    }

    List<StreamInfo> infos() {
        return List.copyOf(infos);
    }

    /** Our index of a stream of FFmpeg's, or -1 where it is left out. */
    int ours(int index) {
        return index < ours.length ? ours[index] : -1;
    }

    int timeBaseNum(int index) {
        return timeBaseNum[index];
    }

    int timeBaseDen(int index) {
        return timeBaseDen[index];
    }

    /**
     * Whether the packet changes its stream's parameters, which are then taken.
     *
     * @param extradata new out-of-band parameters that came with the packet, or null
     */
    boolean changed(int our, byte[] extradata, ByteBuffer packet, boolean key) {
        StreamInfo old = infos.get(our);
        byte[] now = extradata;
        if (old.kind() == StreamInfo.Kind.VIDEO && key && now == null && sets != null && sets.changed(packet)) {
            now = sets.of(packet);
        }
        if (now == null || old.extradata().equals(ByteBuffer.wrap(now))) {
            return false;
        }
        CodedSize size =
                old.kind() == StreamInfo.Kind.VIDEO ? CodedSize.of(old.codec(), now, packet) : new CodedSize(0, 0);
        boolean known = size.widthPx() > 0 && size.heightPx() > 0;
        infos.set(
                our,
                new StreamInfo(
                        old.kind(),
                        old.codec(),
                        known ? size.widthPx() : old.widthPx(),
                        known ? size.heightPx() : old.heightPx(),
                        ByteBuffer.wrap(now),
                        old.attributes()));
        return true;
    }
}
