package io.vedette.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.api.model.ModelFile;
import io.vedette.core.spi.store.Home;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresentModelsTest {

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private PresentModels models;

    private record TestHome(Path root, Optional<Path> modelMirror) implements Home {}

    @BeforeEach
    void aHomeAndAMirror() throws Exception {
        models = new PresentModels(
                new TestHome(folder, Optional.of(folder.resolve("mirror"))),
                catalogue(entry("small", "one", 10), entry("better", "more", 20), entry("other", "three", 5)),
                said::add);
    }

    @Test
    void knowsNothingWhereNoFolderIs() {
        assertThat(models.present("detect", "onnx")).isEmpty();
        assertThat(models.find("small")).isEmpty();
    }

    @Test
    void findsAModelByItsContentUnderAnyName() throws Exception {
        Path file = write("models/deep/down/whatever.bin", "one");

        assertThat(models.find("small")).map(ModelFile::path).contains(file);
    }

    @Test
    void ranksTheBestFirst() throws Exception {
        write("models/a.onnx", "one");
        write("models/b.onnx", "more");
        write("mirror/c.onnx", "three");

        assertThat(models.present("detect", "onnx"))
                .extracting(ModelFile::id)
                .containsExactly("better", "small", "other");
        assertThat(models.present("detect", "tflite")).isEmpty();
        assertThat(models.present("pose", "onnx")).isEmpty();
    }

    @Test
    void prefersTheHomesOwnToTheMirrors() throws Exception {
        write("mirror/a.onnx", "one");
        Path own = write("models/z.onnx", "one");

        assertThat(models.find("small")).map(ModelFile::path).contains(own);
    }

    @Test
    void findsAPulledModelWithoutRestart() throws Exception {
        assertThat(models.find("small")).isEmpty();
        write("models/small.onnx", "one");
        assertThat(models.find("small")).isPresent();
    }

    @Test
    void doesNotUseAChangedFile() throws Exception {
        Path file = write("models/small.onnx", "one");
        assertThat(models.find("small")).isPresent();

        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(models.find("small")).isEmpty();

        Files.writeString(file, "one");
        Files.setLastModifiedTime(file, FileTime.fromMillis(2));
        assertThat(models.find("small")).isPresent();
    }

    @Test
    void doesNotUseATruncatedFile() throws Exception {
        write("models/small.onnx", "on");
        assertThat(models.find("small")).isEmpty();
    }

    @Test
    void forgetsARemovedFile() throws Exception {
        Path file = write("models/small.onnx", "one");
        assertThat(models.find("small")).isPresent();
        Files.delete(file);
        assertThat(models.find("small")).isEmpty();
    }

    @Test
    void readsAFileOnlyOnceWhileItStaysAsItIs() throws Exception {
        Path file = write("models/small.onnx", "one");
        assertThat(models.find("small")).isPresent();
        FileTime before = Files.getLastModifiedTime(file);
        // Same length, same time: only a reader of the content would notice.
        Files.writeString(file, "eno");
        Files.setLastModifiedTime(file, before);

        assertThat(models.find("small")).isPresent();
    }

    @Test
    void refusesACatalogueWithAnUnknownLabelSet() {
        assertThatThrownBy(() -> catalogue(entry("small", "one", 1).replace("[\"thing\"]", "\"nowhere\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void theShippedCatalogueNamesTheDefaults() throws Exception {
        Path data = Path.of(System.getProperty("vedette.testdata", "none"), "models");
        boolean there = Files.isDirectory(data);
        assertThat(there || !Boolean.parseBoolean(System.getenv("VEDETTE_REQUIRE_TESTDATA")))
                .isTrue();
        assumeTrue(there, "no test data at " + data);
        PresentModels shipped = new PresentModels(new TestHome(folder, Optional.of(data)));

        assertThat(shipped.present("detect", "onnx"))
                .extracting(ModelFile::id)
                .containsExactly("coco-yolox-nano", "coco-nanodet", "coco-fastestdet", "person-lite-192");
        assertThat(shipped.present("face-detect", "onnx"))
                .extracting(ModelFile::id)
                .containsExactly("face-yunet-640", "face-yunet-320", "face-rfb-320");
        assertThat(shipped.present("face-embed", "onnx"))
                .extracting(ModelFile::id)
                .containsExactly("face-embed-mobilefacenet");
        ModelFile nano = shipped.find("coco-yolox-nano").orElseThrow();
        assertThat(nano.labels())
                .hasSize(80)
                .startsWith("person", "bicycle", "car")
                .endsWith("hair drier", "toothbrush");
        assertThat(nano.attributes()).containsEntry("input", "416x416").containsEntry("licence", "Apache-2.0");
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static Catalogue catalogue(String... entries) throws IOException {
        String json = "{\"label_sets\": {}, \"models\": [" + String.join(",", List.of(entries)) + "]}";
        return Catalogue.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String entry(String id, String content, int rank) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        return """
                {"id": "%s", "task": "detect", "family": "yolox", "runtime": "onnx", "labels": ["thing"], "rank": %d,
                 "licence": "CC0", "sha256": "%s", "bytes": %d, "url": "https://example.org/%s.onnx"}
                """
                .formatted(id, rank, sha256, bytes.length, id);
    }
}
