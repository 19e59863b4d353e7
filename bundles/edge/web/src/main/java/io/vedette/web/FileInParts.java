package io.vedette.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a file whole or the part that is asked for, so that a browser can seek in a film (RFC 9110, section 14). Of several parts
 * none is sent, but the whole, as the RFC allows.
 */
final class FileInParts {
    private static final Pattern RANGE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");
    private static final int BUFFER_BYTES = 64 * 1024;

    private FileInParts() {}

    /**
     * Bytes of a file.
     *
     * @param first place of the first one
     * @param length how many
     * @param all whether no part was asked for
     */
    record Part(long first, long length, boolean all) {}

    /** Answers a GET or HEAD. */
    static void send(Path file, String type, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            long size = in.size();
            String tag = "\"" + Long.toHexString(size) + "-"
                    + Long.toHexString(Files.getLastModifiedTime(file).toMillis()) + "\"";
            response.setHeader("Accept-Ranges", "bytes");
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("ETag", tag);
            if (tag.equals(request.getHeader("If-None-Match"))) {
                response.setStatus(304);
                return;
            }
            String known = request.getHeader("If-Range");
            Optional<Part> asked = part(known == null || known.equals(tag) ? request.getHeader("Range") : null, size);
            if (asked.isEmpty()) {
                response.setHeader("Content-Range", "bytes */" + size);
                Answers.problem(response, 416, "Range Not Satisfiable", "It has " + size + " bytes.");
                return;
            }
            Part part = asked.get();
            if (!part.all()) {
                response.setStatus(206);
                long last = part.first() + part.length() - 1;
                response.setHeader("Content-Range", "bytes " + part.first() + "-" + last + "/" + size);
            }
            response.setContentType(type);
            response.setContentLengthLong(part.length());
            if (!request.getMethod().equals("HEAD")) {
                copy(in, part, response.getOutputStream());
            }
        }
    }

    /**
     * The part that is asked for; all of it where nothing is, or nothing that is understood; empty where there is no such part.
     *
     * @param header {@code Range}, may be null
     */
    static Optional<Part> part(String header, long size) {
        Part whole = new Part(0, size, true);
        Matcher range = header == null ? null : RANGE.matcher(header);
        if (range == null || !range.matches()) {
            return Optional.of(whole);
        }
        String from = range.group(1);
        String to = range.group(2);
        if (from.isEmpty()) {
            if (to.isEmpty()) {
                return Optional.of(whole);
            }
            long length = Math.min(Long.parseLong(to), size);
            return length == 0 ? Optional.empty() : Optional.of(new Part(size - length, length, false));
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
        if (!to.isEmpty() && Long.parseLong(to) < first) {
            return Optional.of(whole);
        }
        return first >= size ? Optional.empty() : Optional.of(new Part(first, last - first + 1, false));
    }

    private static void copy(SeekableByteChannel in, Part part, OutputStream out) throws IOException {
        in.position(part.first());
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long left = part.length();
        while (left > 0) {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, left));
            int read = in.read(buffer);
            if (read < 0) {
                throw new IOException("the file became shorter while it was sent");
            }
            out.write(buffer.array(), 0, read);
            left -= read;
        }
    }
}
