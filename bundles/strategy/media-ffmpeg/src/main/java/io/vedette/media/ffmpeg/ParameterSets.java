package io.vedette.media.ffmpeg;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Notices within a raw H.264 or H.265 stream that the sequence parameter set (SPS) changed: an RTSP camera whose resolution is
 * altered tells it in the packets only.
 *
 * <p>Byte stream format: ITU-T H.264 annex B; types of NAL units: H.264 table 7-1, H.265 table 7-1. Confined to the capture thread.
 */
final class ParameterSets {
    private static final int H264_SPS = 7;
    private static final int H264_LAST_SLICE = 5;
    private static final int H265_VPS = 32;
    private static final int H265_SPS = 33;
    private static final int NONE = -1;
    /** The first byte of avcC and hvcC records, ISO/IEC 14496-15 sections 5.3.3 and 8.3.3. */
    private static final int RECORD_VERSION = 1;

    private static final int SHORTEST_RECORD = 7;

    private final boolean h265;
    private byte[] sps = new byte[0];
    private int start;
    private int end;

    /** Begins with the out-of-band parameters, which may be empty. */
    ParameterSets(String codec, ByteBuffer extradata) {
        h265 = codec.equals("hevc");
        changed(extradata);
    }

    /** Whether streams of this form tell their parameters in the packets. */
    static boolean possible(String codec, ByteBuffer extradata) {
        boolean known = codec.equals("h264") || codec.equals("hevc");
        // Length-prefixed formats (MP4, MKV) begin with a version number instead of a start code.
        return known && (extradata.remaining() < 4 || startCode(extradata, 0, 4) == 0 || extradata.get(0) == 0);
    }

    /** Whether out-of-band parameters are a record of MP4's. */
    static boolean record(ByteBuffer extradata) {
        return extradata.remaining() >= SHORTEST_RECORD && extradata.get(0) == RECORD_VERSION;
    }

    /** Whether an SPS was met. */
    boolean known() {
        return sps.length > 0;
    }

    /**
     * Whether the packet brings another SPS than the one before.
     *
     * @param packet from 0 to its limit; makes no garbage where nothing changed
     */
    boolean changed(ByteBuffer packet) {
        if (!findSps(packet)) {
            return false;
        }
        boolean same = end - start == sps.length;
        for (int i = start; same && i < end; i++) {
            same = packet.get(i) == sps[i - start];
        }
        if (!same) {
            sps = new byte[end - start];
            packet.get(start, sps);
        }
        return !same;
    }

    /** The parameter sets at the head of the packet, each with its start code. */
    byte[] of(ByteBuffer packet) {
        byte[] sets = new byte[0];
        int code = startCode(packet, 0, packet.limit());
        while (code != NONE) {
            int nal = code + 3;
            int next = startCode(packet, nal, packet.limit());
            int type = nal < packet.limit() ? type(packet.get(nal)) : 0;
            if (isSlice(type)) {
                break;
            }
            if (h265 ? type >= H265_VPS && type <= H265_SPS + 1 : type == H264_SPS || type == H264_SPS + 1) {
                int length = (next == NONE ? packet.limit() : next) - nal;
                int at = sets.length;
                sets = Arrays.copyOf(sets, at + 4 + length);
                sets[at + 3] = 1;
                packet.get(nal, sets, at + 4, length);
            }
            code = next;
        }
        return sets;
    }

    private boolean findSps(ByteBuffer packet) {
        int code = startCode(packet, 0, packet.limit());
        while (code != NONE) {
            int nal = code + 3;
            int type = nal < packet.limit() ? type(packet.get(nal)) : 0;
            if (isSlice(type)) {
                return false;
            }
            int next = startCode(packet, nal, packet.limit());
            if (type == (h265 ? H265_SPS : H264_SPS)) {
                start = nal;
                end = next == NONE ? packet.limit() : next;
                while (end > start && packet.get(end - 1) == 0) {
                    end--;
                }
                return true;
            }
            code = next;
        }
        return false;
    }

    private int type(byte header) {
        return h265 ? header >> 1 & 0x3f : header & 0x1f;
    }

    private boolean isSlice(int type) {
        return h265 ? type < H265_VPS : type >= 1 && type <= H264_LAST_SLICE;
    }

    /** The place of the next 00 00 01, or -1. */
    private static int startCode(ByteBuffer bytes, int from, int limit) {
        for (int i = from; i + 2 < limit; i++) {
            if (bytes.get(i) == 0 && bytes.get(i + 1) == 0 && bytes.get(i + 2) == 1) {
                return i;
            }
        }
        return NONE;
    }
}
