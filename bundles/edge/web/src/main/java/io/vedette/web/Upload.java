package io.vedette.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that a request carries: as its body, or as the field {@code image} of a form (RFC 7578). It is held in memory alone, as
 * it is personal: a server's own reading of forms writes temporary files.
 */
final class Upload {
    /** The largest image. */
    static final int MOST_BYTES = 20_000_000;

    private static final int FORM_BYTES = 64 * 1024;
    /** So much more of what is too large is read, as a client that still sends would not see why it is refused. */
    private static final long DRAINED_BYTES = 200_000_000;

    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/bmp", "image/gif");
    private static final String FORM = "multipart/form-data";
    private static final Pattern BOUNDARY = Pattern.compile("(?i)\\bboundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))");
    private static final Pattern IMAGE_FIELD =
            Pattern.compile("(?im)^content-disposition:\\s*form-data\\s*;(?:.*;)?\\s*name=\"?image\"?\\s*(?:;.*)?$");

    private Upload() {}

    /**
     * The image of a request.
     *
     * @throws RefusedException there is none, it is too large, or it is of a type that is not taken
     */
    static byte[] image(HttpServletRequest request) throws IOException, RefusedException {
        String header = String.valueOf(request.getContentType());
        int end = header.indexOf(';');
        String type = (end < 0 ? header : header.substring(0, end)).trim().toLowerCase(Locale.ROOT);
        if (!TYPES.contains(type) && !type.equals(FORM)) {
            throw new RefusedException(
                    415,
                    "Unsupported Media Type",
                    "Content-Type must be image/jpeg, image/png, image/bmp, image/gif or multipart/form-data.");
        }
        byte[] image;
        if (type.equals(FORM)) {
            byte[] form = body(request, MOST_BYTES + FORM_BYTES);
            image = field(form, header)
                    .orElseThrow(() -> RefusedException.badRequest("The form must hold the file as its field image."));
        } else {
            image = body(request, MOST_BYTES);
        }
        if (image.length == 0) {
            throw RefusedException.badRequest("The image is empty.");
        }
        if (image.length > MOST_BYTES) {
            throw tooLarge();
        }
        return image;
    }

    private static RefusedException tooLarge() {
        return new RefusedException(
                413, "Content Too Large", "An image of at most " + MOST_BYTES / 1_000_000 + " MB is taken.");
    }

    private static byte[] body(HttpServletRequest request, int most) throws IOException, RefusedException {
        try (InputStream in = request.getInputStream()) {
            byte[] body = request.getContentLengthLong() > most ? new byte[0] : in.readNBytes(most);
            byte[] rest = new byte[FORM_BYTES];
            long drained = 0;
            for (int n = in.read(rest); n >= 0 && drained < DRAINED_BYTES; n = in.read(rest)) {
                drained += n;
            }
            if (drained > 0) {
                throw tooLarge();
            }
            return body;
        }
    }

    /** The field {@code image} of a form (RFC 2046, section 5.1.1); empty where it has none. */
    static Optional<byte[]> field(byte[] form, String contentType) {
        Matcher named = BOUNDARY.matcher(contentType);
        if (!named.find()) {
            return Optional.empty();
        }
        String boundary = "--" + (named.group(1) != null ? named.group(1) : named.group(2));
        String text = new String(form, StandardCharsets.ISO_8859_1);
        int at = text.startsWith(boundary) ? 0 : text.indexOf("\r\n" + boundary);
        while (at >= 0) {
            int headers = text.indexOf("\r\n", at + boundary.length());
            int blank = headers < 0 ? -1 : text.indexOf("\r\n\r\n", headers);
            int next = blank < 0 ? -1 : text.indexOf("\r\n" + boundary, blank + 2);
            if (next >= 0 && IMAGE_FIELD.matcher(text.substring(headers, blank)).find()) {
                return Optional.of(Arrays.copyOfRange(form, Math.min(blank + 4, next), next));
            }
            at = next;
        }
        return Optional.empty();
    }
}
