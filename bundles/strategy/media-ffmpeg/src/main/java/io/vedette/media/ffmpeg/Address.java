package io.vedette.media.ffmpeg;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A camera's address, understood: what kind it is, what FFmpeg is told, and what people may be shown. Immutable.
 *
 * @param kind decides options and limits
 * @param url what FFmpeg opens; may hold a password
 * @param shown the address without user, password and secret parameters
 */
record Address(Kind kind, String url, String shown) {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):.*", Pattern.DOTALL);

    enum Kind {
        FILE,
        RTSP,
        HTTP,
        STREAM,
        DEVICE
    }

    /** Empty where the form is none that FFmpeg is asked to open. */
    static Optional<Address> of(String uri) {
        if (uri.isBlank() || uri.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Matcher matcher = SCHEME.matcher(uri);
        if (uri.startsWith("/") || uri.startsWith(".") || !matcher.matches()) {
            return Optional.of(file(uri));
        }
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "rtsp", "rtsps" -> network(Kind.RTSP, uri);
            case "http", "https" -> network(Kind.HTTP, uri);
            case "rtmp", "rtmps", "srt", "udp", "tcp" -> network(Kind.STREAM, uri);
            case "v4l2" -> device(uri);
            case "file" -> Optional.of(file(path(uri)));
            default -> Optional.empty();
        };
    }

    private static Optional<Address> network(Kind kind, String uri) {
        return uri.contains("://") ? Optional.of(new Address(kind, uri, Secrets.without(uri))) : Optional.empty();
    }

    private static Optional<Address> device(String uri) {
        String path = uri.substring("v4l2:".length());
        return path.startsWith("/") ? Optional.of(new Address(Kind.DEVICE, path, uri)) : Optional.empty();
    }

    private static Address file(String path) {
        return new Address(Kind.FILE, "file:" + path, path);
    }

    private static String path(String uri) {
        if (uri.startsWith("file:/")) {
            try {
                return Path.of(URI.create(uri)).toString();
            } catch (IllegalArgumentException e) {
                return uri.replaceFirst("file:(//)?", "");
            }
        }
        return uri.substring("file:".length());
    }
}
