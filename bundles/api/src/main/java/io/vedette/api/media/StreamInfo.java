package io.vedette.api.media;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The parameters of one elementary stream. Immutable.
 *
 * @param kind picture or sound; sources leave other kinds out
 * @param codec FFmpeg's short name of the codec: {@code h264}, {@code hevc}, {@code mjpeg}, {@code aac} …
 * @param widthPx coded width; 0 for sound or where not known yet
 * @param heightPx coded height; 0 for sound or where not known yet
 * @param extradata out-of-band parameters (SPS/PPS, AudioSpecificConfig) as a read-only buffer, empty where there are none
 * @param attributes further facts: {@code fps}, {@code sample_rate}, {@code channels}
 */
public record StreamInfo(
        Kind kind, String codec, int widthPx, int heightPx, ByteBuffer extradata, Map<String, String> attributes) {

    /** What a stream carries. */
    public enum Kind {
        VIDEO,
        AUDIO
    }

    public StreamInfo {
        if (codec.isBlank()) {
            throw new IllegalArgumentException("a stream needs its codec's name");
        }
        if (widthPx < 0 || heightPx < 0) {
            throw new IllegalArgumentException("a stream's size must not be negative: " + widthPx + "x" + heightPx);
        }
        ByteBuffer copy = ByteBuffer.allocate(extradata.remaining());
        copy.put(extradata.duplicate()).flip();
        extradata = copy.asReadOnlyBuffer();
        attributes = Map.copyOf(attributes);
    }

    /** A fresh view on the out-of-band parameters, position 0. */
    @Override
    public ByteBuffer extradata() {
        return extradata.duplicate();
    }
}
