package io.vedette.media.ffmpeg;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** What FFmpeg is told for each kind of address: time-outs, what may be opened, how long to look. Stateless. */
final class Options {
    static final long CLOSE_LIMIT_NS = 1_000_000_000L;
    private static final long OPEN_LIMIT_NS = 10_000_000_000L;
    private static final long READ_LIMIT_NS = 8_000_000_000L;
    private static final String SOCKET_LIMIT_US = "8000000";
    private static final int INVALID_ARGUMENT = -22;
    private static final int NO_TERMINAL = -25;

    /** No pictures of text, no play lists that name other places. */
    private static final String CONTAINERS =
            "mov,mp4,matroska,webm,mpegts,mpeg,mpegvideo,avi,flv,asf,ogg,h264,hevc,m4v,obu,ivf,"
                    + "mjpeg,mjpeg_2000,mpjpeg,nut,y4m,yuv4mpegpipe,gxf,mxf,wav,mp3,aac,dhav";

    private Options() {}

    static long openLimitNs(Address.Kind kind) {
        return kind == Address.Kind.FILE ? 0 : OPEN_LIMIT_NS;
    }

    static long readLimitNs(Address.Kind kind) {
        return kind == Address.Kind.FILE ? 0 : READ_LIMIT_NS;
    }

    /** Whether this error is what FFmpeg says of a container that is not on the list. */
    static boolean refused(Address.Kind kind, int error) {
        return kind == Address.Kind.FILE && error == INVALID_ARGUMENT;
    }

    /** Whether this error is what Linux says of a path that is there and is no camera. */
    static boolean noCamera(Address.Kind kind, int error) {
        return kind == Address.Kind.DEVICE && error == NO_TERMINAL;
    }

    static Map<String, String> of(Address.Kind kind, MediaSource.Request request) throws CaptureException {
        Map<String, String> options = new LinkedHashMap<>();
        switch (kind) {
            case FILE -> {
                options.put("format_whitelist", CONTAINERS);
                options.put("protocol_whitelist", "file");
            }
            case RTSP -> {
                options.put("rtsp_transport", transport(request.transport()));
                options.put("timeout", SOCKET_LIMIT_US);
                options.put("allowed_media_types", "video+audio");
                options.put("buffer_size", "1048576");
                options.put("protocol_whitelist", "rtsp,rtsps,rtp,srtp,udp,tcp,tls,http,httpproxy");
            }
            case HTTP -> {
                options.put("format_whitelist", CONTAINERS);
                options.put("rw_timeout", SOCKET_LIMIT_US);
                options.put("protocol_whitelist", "http,https,httpproxy,tcp,tls");
            }
            case STREAM -> {
                options.put("rw_timeout", SOCKET_LIMIT_US);
                options.put("protocol_whitelist", "rtmp,rtmps,rtmpe,srt,udp,rtp,tcp,tls");
            }
            case DEVICE -> {}
        }
        if (kind != Address.Kind.FILE) {
            options.put("analyzeduration", "3000000");
            options.put("fpsprobesize", "2");
        }
        options.putAll(request.options());
        return options;
    }

    private static String transport(String transport) throws CaptureException {
        if (!transport.equals("tcp") && !transport.equals("udp")) {
            throw new CaptureException("transport must be tcp or udp, but is '" + transport + "'");
        }
        return transport;
    }
}
