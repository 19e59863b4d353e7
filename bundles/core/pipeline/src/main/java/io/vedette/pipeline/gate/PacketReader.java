package io.vedette.pipeline.gate;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;

/**
 * Reads what packets tell of their pictures: of H.264 kind, quantiser and size, of H.265 key frames and size, of other codecs size
 * alone. Whatever comes, it ends and throws nothing; a packet that makes no sense is UNKNOWN. Makes no garbage as long as the
 * stream's parameters stay. Confined to one lane.
 */
final class PacketReader {

    private static final int H264_PARTITION = 2;
    private static final int H264_IDR = 5;
    private static final int H264_SPS = 7;
    private static final int H264_PPS = 8;
    private static final int H265_FIRST_IRAP = 16;
    private static final int H265_LAST_IRAP = 23;
    private static final int H265_SLICES = 32;
    private static final int LARGEST_KNOWN_SIZE = 4;

    private final BitReader bits = new BitReader();
    private final NalUnits units = new NalUnits();
    private final H264Parameters parameters = new H264Parameters();
    private final SliceHeader header = new SliceHeader();
    private final CodedPicture picture = new CodedPicture();
    private StreamInfo stream;
    private boolean h264;
    private boolean h265;
    private int lengthBytes;

    /** What the packet tells; holds until the next call. */
    CodedPicture read(MediaPacket packet) {
        if (!packet.stream().equals(stream)) {
            open(packet.stream());
        }
        return read(packet.payload(), packet.key());
    }

    CodedPicture read(ByteBuffer payload, boolean key) {
        if (!h264 && !h265) {
            picture.unknown(payload.limit());
            return picture;
        }
        picture.begin();
        units.over(payload, lengthBytes);
        boolean whole = true;
        while (whole && units.next()) {
            whole = h264 ? h264(payload, key) : h265();
        }
        if (!whole || units.broken() || picture.slices() == 0) {
            picture.unknown(payload.limit());
        }
        return picture;
    }

    /** Takes the parameters of another stream. */
    void open(StreamInfo other) {
        stream = other;
        h264 = other.codec().equals("h264");
        h265 = other.codec().equals("hevc");
        parameters.clear();
        ByteBuffer extradata = other.extradata();
        // Length-prefixed forms begin with a version number instead of a start code.
        boolean prefixed = extradata.remaining() >= LARGEST_KNOWN_SIZE + 3 && extradata.get(0) == 1;
        lengthBytes = prefixed ? lengthBytes(extradata) : 0;
        if (h264) {
            readParameters(extradata, prefixed);
        }
    }

    private int lengthBytes(ByteBuffer extradata) {
        int at = h265 ? 21 : 4;
        return at < extradata.limit() ? (extradata.get(at) & 3) + 1 : LARGEST_KNOWN_SIZE;
    }

    private void readParameters(ByteBuffer extradata, boolean prefixed) {
        if (!prefixed) {
            units.over(extradata, 0);
            while (units.next()) {
                readParameterSet(extradata, units.from(), units.to());
            }
            return;
        }
        // AVCDecoderConfigurationRecord, ISO/IEC 14496-15 5.3.3.1.
        int at = 5;
        for (int list = 0; list < 2 && at < extradata.limit(); list++) {
            int count = extradata.get(at++) & (list == 0 ? 0x1f : 0xff);
            for (int i = 0; i < count && at + 2 < extradata.limit(); i++) {
                int length = extradata.getShort(at) & 0xffff;
                at += 2;
                readParameterSet(extradata, at, Math.min(at + length, extradata.limit()));
                at += length;
            }
        }
    }

    private void readParameterSet(ByteBuffer bytes, int from, int to) {
        if (from >= to) {
            return;
        }
        bits.over(bytes, from + 1, to);
        int type = bytes.get(from) & 0x1f;
        if (type == H264_SPS) {
            parameters.readSequence(bits);
        } else if (type == H264_PPS) {
            parameters.readPicture(bits);
        }
    }

    private boolean h264(ByteBuffer payload, boolean key) {
        int type = units.header() & 0x1f;
        if (type == H264_SPS || type == H264_PPS) {
            readParameterSet(payload, units.from(), units.to());
            return true;
        }
        if (type != 1 && type != H264_PARTITION && type != H264_IDR) {
            return true;
        }
        bits.over(payload, units.from() + 1, units.to());
        if (!header.read(bits, units.header(), parameters)) {
            return false;
        }
        picture.slice(kind(), units.usefulBytes());
        picture.qp(header.qp());
        if (key && !header.intra() && !header.field()) {
            picture.refresh();
        }
        return true;
    }

    private CodedPicture.Kind kind() {
        if (header.intra()) {
            return CodedPicture.Kind.INTRA;
        }
        return header.type() == SliceHeader.B ? CodedPicture.Kind.BETWEEN : CodedPicture.Kind.PREDICTED;
    }

    private boolean h265() {
        int type = (units.header() >> 1) & 0x3f;
        if (type < H265_SLICES) {
            boolean intra = type >= H265_FIRST_IRAP && type <= H265_LAST_IRAP;
            picture.slice(intra ? CodedPicture.Kind.INTRA : CodedPicture.Kind.PREDICTED, units.usefulBytes());
            picture.qpUnknown();
        }
        return true;
    }
}
