package io.vedette.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The files of the page, read once. Immutable. */
@Component(service = PageFiles.class)
public final class PageFiles {
    private static final List<String> NAMES = List.of(
            "index.html",
            "page.css",
            "health.css",
            "icon.svg",
            "main.js",
            "stream.js",
            "dom.js",
            "api.js",
            "cameras.js",
            "picture.js",
            "events.js",
            "life.js",
            "faces.js",
            "notify.js",
            "experts.js",
            "health.js");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final String version;

    /** @throws IOException a file is missing in the bundle */
    @Activate
    public PageFiles() throws IOException {
        MessageDigest digest = sha256();
        for (String name : NAMES) {
            try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
                if (in == null) {
                    throw new IOException("the bundle lacks page/" + name);
                }
                byte[] content = in.readAllBytes();
                digest.update(content);
                files.put(name, content);
            }
        }
        byte[] sum = digest.digest();
        version = String.format(Locale.ROOT, "%02x%02x%02x%02x", sum[0], sum[1], sum[2], sum[3]);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Tells these files from those of another build. */
    String version() {
        return version;
    }

    /** A file by its name. */
    Optional<byte[]> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The page itself, with the secret that lets it change something. */
    String index(String token) {
        return new String(files.get("index.html"), StandardCharsets.UTF_8)
                .replace("@VERSION@", version)
                .replace("@TOKEN@", token);
    }

    static String type(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }
}
