package io.vedette.notify.telegram;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A form with a file in it, {@code multipart/form-data} (RFC 7578). Confined to one thread. */
final class Multipart {

    private final String boundary = "vedette-" + UUID.randomUUID();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds a field; names are our own and need no quoting. */
    Multipart field(String name, String value) {
        text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + value + "\r\n");
        return this;
    }

    /** Adds a JPEG. */
    Multipart jpeg(String name, byte[] jpeg) {
        text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"event.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n");
        bytes.writeBytes(jpeg);
        text("\r\n");
        return this;
    }

    String type() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** The whole body; nothing is added after it. */
    byte[] body() {
        text("--" + boundary + "--\r\n");
        return bytes.toByteArray();
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
