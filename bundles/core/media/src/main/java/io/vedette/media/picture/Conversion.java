package io.vedette.media.picture;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** One kind of scaling that swscale has been set up for. Confined to one desk. */
final class Conversion {

    /** From this height on pictures are BT.709, below BT.601: what encoders do that say nothing. */
    private static final int HD_HEIGHT = 720;

    private static final int NEUTRAL = 1 << 16;

    private int fromWidth;
    private int fromHeight;
    private int toWidth;
    private int toHeight;
    /** FFmpeg's pixel format of the target; of the source, it follows. */
    private int format = -1;

    private boolean fullRange;
    private boolean hd;
    private SwsContext context;
    /** When it was last used, in calls of its desk. */
    long usedAt;

    boolean does(Job job) {
        return format == job.format
                && fromWidth == job.fromWidth
                && fromHeight == job.fromHeight
                && toWidth == job.toWidth
                && toHeight == job.toHeight
                && fullRange == job.fullRange
                && hd == hd(job);
    }

    private static boolean hd(Job job) {
        return job.frameHeight >= HD_HEIGHT;
    }

    void become(Job job) {
        close();
        boolean gray = job.format == avutil.AV_PIX_FMT_GRAY8;
        int from = gray ? avutil.AV_PIX_FMT_GRAY8 : avutil.AV_PIX_FMT_YUV420P;
        int flags = gray ? swscale.SWS_AREA : swscale.SWS_BILINEAR;
        context = swscale.sws_getContext(
                job.fromWidth,
                job.fromHeight,
                from,
                job.toWidth,
                job.toHeight,
                job.format,
                flags,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new IllegalStateException("swscale can't scale " + job);
        }
        IntPointer matrix = swscale.sws_getCoefficients(hd(job) ? swscale.SWS_CS_ITU709 : swscale.SWS_CS_ITU601);
        int range = job.fullRange ? 1 : 0;
        swscale.sws_setColorspaceDetails(context, matrix, range, matrix, 1, 0, NEUTRAL, NEUTRAL);
        fromWidth = job.fromWidth;
        fromHeight = job.fromHeight;
        toWidth = job.toWidth;
        toHeight = job.toHeight;
        fullRange = job.fullRange;
        hd = hd(job);
        format = job.format;
    }

    void scale(PointerPointer<?> from, IntPointer fromStrides, PointerPointer<?> to, IntPointer toStrides) {
        int rows = swscale.sws_scale(context, from, fromStrides, 0, fromHeight, to, toStrides);
        if (rows != toHeight) {
            throw new IllegalStateException("swscale made " + rows + " of " + toHeight + " rows");
        }
    }

    void close() {
        format = -1;
        if (context != null) {
            swscale.sws_freeContext(context);
            context = null;
        }
    }

    /** What is asked for; reused from call to call. */
    static final class Job {
        int fromWidth;
        int fromHeight;
        int toWidth;
        int toHeight;
        int format;
        boolean fullRange;
        /** The whole frame's height, which tells the colour matrix. */
        int frameHeight;

        @Override
        public String toString() {
            return fromWidth + "x" + fromHeight + " to " + toWidth + "x" + toHeight + " as format " + format;
        }
    }
}
