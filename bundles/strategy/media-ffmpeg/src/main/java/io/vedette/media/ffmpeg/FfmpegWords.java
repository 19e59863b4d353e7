package io.vedette.media.ffmpeg;

import io.vedette.javacv.FfmpegLog;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** FFmpeg's own words: its log goes to ours at DEBUG, without passwords, and its error numbers become sentences. Thread-safe. */
final class FfmpegWords {
    private static final Logger LOG = LoggerFactory.getLogger("io.vedette.media.ffmpeg.words");
    private static final FfmpegLog.Listener LISTENER = FfmpegWords::tell;
    private static final int LONGEST = 256;

    private FfmpegWords() {}

    /** From now on nothing of FFmpeg's reaches standard error. */
    static void listen() {
        FfmpegLog.route(avutil.AV_LOG_WARNING, LISTENER);
    }

    /** Lets go of this bundle's listener, unless a successor took over already. */
    static void leave() {
        FfmpegLog.leave(LISTENER);
    }

    private static void tell(int level, String line) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}", Secrets.without(line.strip()));
        }
    }

    /** What an error number of FFmpeg's means to the owner of a camera. */
    static String reason(int error) {
        if (error == avutil.AVERROR_INVALIDDATA) {
            return "this is no video that can be read, or it is damaged";
        }
        if (error == avutil.AVERROR_HTTP_UNAUTHORIZED) {
            return "user or password is missing or wrong (401)";
        }
        if (error == avutil.AVERROR_EOF) {
            return "it ended before anything was known of it";
        }
        byte[] text = new byte[LONGEST];
        avutil.av_strerror(error, text, LONGEST);
        int length = 0;
        while (length < LONGEST && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
