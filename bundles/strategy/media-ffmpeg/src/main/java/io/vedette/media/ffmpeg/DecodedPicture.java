package io.vedette.media.ffmpeg;

import io.vedette.api.media.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Loader;

/**
 * The picture in a frame of avcodec's; one object per session, set on picture after picture.
 *
 * <p>avcodec takes its pictures from a small pool, so their addresses come back and the buffers over them are kept.
 *
 * <p>Confined to one lane.
 */
final class DecodedPicture implements Picture {
    private static final int DATA = Loader.offsetof(AVFrame.class, "data");
    private static final int LINE_SIZE = Loader.offsetof(AVFrame.class, "linesize");
    private static final int WIDTH = Loader.offsetof(AVFrame.class, "width");
    private static final int HEIGHT = Loader.offsetof(AVFrame.class, "height");
    private static final int FORMAT = Loader.offsetof(AVFrame.class, "format");
    private static final int PTS = Loader.offsetof(AVFrame.class, "best_effort_timestamp");
    private static final int COLOR_RANGE = Loader.offsetof(AVFrame.class, "color_range");
    private static final int PLANES = 3;
    private static final int KEPT = 96;

    private final long[] addresses = new long[KEPT];
    private final ByteBuffer[] buffers = new ByteBuffer[KEPT];
    private final Struct.Cursor cursor = new Struct.Cursor();
    private final ByteBuffer[] planes = new ByteBuffer[PLANES];
    private final int[] strides = new int[PLANES];
    private int oldest;
    private int widthPx;
    private int heightPx;
    private boolean fullRange;
    private long ptsNs;

    static int pixelFormat(ByteBuffer frame) {
        return frame.getInt(FORMAT);
    }

    static long ptsNs(ByteBuffer frame) {
        return frame.getLong(PTS);
    }

    /** Whether the rows run downwards in memory, as {@link Picture} promises. */
    static boolean upright(ByteBuffer frame) {
        return frame.getInt(LINE_SIZE) > 0;
    }

    /** Shows the picture of a frame, given as a window on the struct. */
    DecodedPicture show(ByteBuffer frame, long newPtsNs) {
        widthPx = frame.getInt(WIDTH);
        heightPx = frame.getInt(HEIGHT);
        fullRange = I420.full(frame.getInt(FORMAT), frame.getInt(COLOR_RANGE));
        ptsNs = newPtsNs;
        for (int i = 0; i < PLANES; i++) {
            int columns = i == 0 ? widthPx : (widthPx + 1) / 2;
            int rows = i == 0 ? heightPx : (heightPx + 1) / 2;
            strides[i] = frame.getInt(LINE_SIZE + i * Integer.BYTES);
            planes[i] = buffer(frame.getLong(DATA + i * Long.BYTES), strides[i] * (rows - 1) + columns);
        }
        return this;
    }

    private ByteBuffer buffer(long address, int bytes) {
        for (int i = 0; i < KEPT && buffers[i] != null; i++) {
            if (addresses[i] == address && buffers[i].capacity() == bytes) {
                return buffers[i].clear();
            }
        }
        ByteBuffer made = cursor.at(address, bytes).asByteBuffer().order(ByteOrder.nativeOrder());
        addresses[oldest] = address;
        buffers[oldest] = made;
        oldest = (oldest + 1) % KEPT;
        return made;
    }

    @Override
    public int widthPx() {
        return widthPx;
    }

    @Override
    public int heightPx() {
        return heightPx;
    }

    @Override
    public boolean fullRange() {
        return fullRange;
    }

    @Override
    public long ptsNs() {
        return ptsNs;
    }

    @Override
    public ByteBuffer plane(int index) {
        return planes[index];
    }

    @Override
    public int stridePx(int index) {
        return strides[index];
    }
}
