package io.vedette.model;

import io.vedette.core.spi.store.Home;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Catalogues of made-up models. */
final class TestCatalogue {
    private TestCatalogue() {}

    record TestHome(Path root, Optional<Path> modelMirror) implements Home {}

    static byte[] content(int bytes, long seed) {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        // As an ONNX file begins.
        content[0] = 8;
        return content;
    }

    static String entry(String id, byte[] content, int rank, String url) throws NoSuchAlgorithmException {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return """
                {"id": "%s", "task": "detect", "family": "yolox", "runtime": "onnx", "labels": ["thing"], "rank": %d,
                 "licence": "CC0", "sha256": "%s", "bytes": %d, "url": "%s/%s.onnx"}
                """
                .formatted(id, rank, sha256, content.length, url, id);
    }

    static Catalogue of(List<String> defaults, String... entries) throws IOException {
        String names = defaults.isEmpty() ? "" : "\"" + String.join("\",\"", defaults) + "\"";
        String json = "{\"defaults\": [" + names + "], \"label_sets\": {}, \"models\": ["
                + String.join(",", List.of(entries)) + "]}";
        return Catalogue.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
