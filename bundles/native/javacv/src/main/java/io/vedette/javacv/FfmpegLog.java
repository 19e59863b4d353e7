package io.vedette.javacv;

import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Where FFmpeg's own words go: to one listener instead of standard error. Thread-safe. */
public final class FfmpegLog {
    private static final Callback CALLBACK = new Callback();
    private static final Listener NOBODY = (level, line) -> {};
    private static volatile Listener listener = NOBODY;

    private FfmpegLog() {}

    /** Takes lines from any native thread; must be quick. What it throws is dropped. */
    @FunctionalInterface
    public interface Listener {
        /**
         * One line.
         *
         * @param level {@code avutil.AV_LOG_ERROR} and so on; lower is graver
         * @param line as FFmpeg wrote it: it may hold addresses with passwords
         */
        void line(int level, String line);
    }

    /**
     * Sends all further lines to a listener.
     *
     * @param level the least grave level to be told, {@code avutil.AV_LOG_QUIET} for none
     */
    public static synchronized void route(int level, Listener to) {
        listener = to;
        avutil.av_log_set_level(level);
        avutil.setLogCallback(CALLBACK);
    }

    /** Drops all further lines, unless another listener took over from this one. */
    public static synchronized void leave(Listener from) {
        if (listener == from) {
            listener = NOBODY;
        }
    }

    private static final class Callback extends LogCallback {
        @Override
        public void call(int level, BytePointer line) {
            if (level > avutil.av_log_get_level()) {
                return;
            }
            // plug-in edge: on — an exception that crossed native frames would end the process
            try {
                listener.line(level, line.getString());
            } catch (RuntimeException e) {
                avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            }
            // plug-in edge: off
        }
    }
}
