package io.vedette.media.ffmpeg;

import io.vedette.api.Box;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.Frame;
import io.vedette.api.media.PictureEncoder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes JPEGs with FFmpeg's encoder. Thread-safe: each call has its own native memory. */
@Component(property = "name=ffmpeg")
public final class JpegEncoder implements PictureEncoder {
    private static final int[] QUALITIES = {3, 6, 10, 16, 24, 31};
    private static final int LEAST_PX = 16;
    private static final int MOST_PX = 8192;
    private static final int LEAST_BYTES = 2048;
    private static final double SMALLER = 0.7;

    @Activate
    public JpegEncoder() {
        FfmpegWords.listen();
    }

    @Override
    public byte[] jpeg(Frame frame, Box part, int maxWidthPx, int maxBytes) throws DecodeException {
        if (maxWidthPx < LEAST_PX || maxWidthPx > MOST_PX) {
            throw new IllegalArgumentException("maxWidthPx must be 16 to 8192, but is " + maxWidthPx);
        }
        if (maxBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("maxBytes must be at least 2048, but is " + maxBytes);
        }
        Jpeg.Part pixels = pixels(frame, part);
        int width = Math.min(pixels.width(), maxWidthPx);
        while (true) {
            int height = Math.max(1, Math.round((float) pixels.height() * width / pixels.width()));
            byte[] bytes = smallest(frame, pixels, width, height, maxBytes);
            if (bytes != null) {
                return bytes;
            }
            width = (int) (width * SMALLER);
            if (width < LEAST_PX) {
                throw new DecodeException("no JPEG of this picture fits into " + maxBytes + " bytes");
            }
        }
    }

    private static byte[] smallest(Frame frame, Jpeg.Part part, int width, int height, int maxBytes)
            throws DecodeException {
        try (Jpeg jpeg = new Jpeg(frame, part, width, height)) {
            for (int quality : QUALITIES) {
                byte[] bytes = jpeg.compress(quality);
                if (bytes.length <= maxBytes) {
                    return bytes;
                }
            }
            return null;
        }
    }

    /** The part in pixels: clipped to the frame, at least 16 wide and high where the frame is, its corner on even pixels. */
    static Jpeg.Part pixels(Frame frame, Box part) {
        int[] across = span(part.x(), part.width(), frame.widthPx());
        int[] down = span(part.y(), part.height(), frame.heightPx());
        return new Jpeg.Part(across[0], down[0], across[1], down[1]);
    }

    private static int[] span(double from, double length, int size) {
        int least = Math.min(LEAST_PX, size);
        int first = (int) Math.floor(from * size);
        int last = (int) Math.ceil((from + length) * size);
        first = Math.max(0, Math.min(first, size - least)) & ~1;
        last = Math.max(first + least, Math.min(last, size));
        return new int[] {first, Math.min(last, size) - first};
    }
}
