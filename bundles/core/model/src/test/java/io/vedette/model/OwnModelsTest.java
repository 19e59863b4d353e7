package io.vedette.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.model.ModelFile;
import io.vedette.core.spi.store.Home;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnModelsTest {
    private static final String CATALOGUE =
            "{\"label_sets\": {\"two\": [\"hen\", \"fox\"]}, \"models\": [{\"id\": \"taken\", "
                    + "\"task\": \"detect\", \"family\": \"yolox\", \"runtime\": \"onnx\", \"labels\": [\"x\"], \"rank\": 10, "
                    + "\"licence\": \"CC0\", \"sha256\": \"" + "a".repeat(64)
                    + "\", \"bytes\": 999, \"url\": \"https://a.b/c\"}]}";

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private Path models;
    private PresentModels present;

    private record TestHome(Path root, Optional<Path> modelMirror) implements Home {}

    @BeforeEach
    void aHome() throws Exception {
        models = Files.createDirectories(folder.resolve("models"));
        Catalogue catalogue = Catalogue.read(new ByteArrayInputStream(CATALOGUE.getBytes(StandardCharsets.UTF_8)));
        present = new PresentModels(new TestHome(folder, Optional.of(folder.resolve("mirror"))), catalogue, said::add);
    }

    private void write(String file, String content) throws Exception {
        Files.createDirectories(models.resolve(file).getParent());
        Files.writeString(models.resolve(file), content);
    }

    @Test
    void aDescriptorBesideAFileMakesItAModel() throws Exception {
        write("hens.onnx", "weights");
        write("hens.model.json", "{\"family\": \"yolox\", \"labels\": [\"hen\", \"fox\"]}");

        ModelFile hens = present.find("hens").orElseThrow();
        assertThat(hens.path()).isEqualTo(models.resolve("hens.onnx"));
        assertThat(hens.task()).isEqualTo("detect");
        assertThat(hens.labels()).containsExactly("hen", "fox");
        assertThat(hens.attributes()).containsEntry("runtime", "onnx").containsEntry("rank", "0");
        assertThat(hens.sha256()).hasSize(64);
        assertThat(present.present("detect", "onnx")).extracting(ModelFile::id).containsExactly("hens");
        assertThat(said).isEmpty();
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        write("deep/w.tflite", "weights");
        write("deep/labels.txt", "hen\n\nfox \n");
        write(
                "deep/d.model.json",
                """
                {"id": "my-hens", "file": "w.tflite", "task": "face-detect", "family": "ssd", "input": "300x200",
                 "labels": "labels.txt", "rank": 100, "licence": "mine", "options": {"nms": "0.3"}}
                """);

        ModelFile hens = present.find("my-hens").orElseThrow();
        assertThat(hens.labels()).containsExactly("hen", "fox");
        assertThat(hens.attributes())
                .containsEntry("runtime", "tflite")
                .containsEntry("input", "300x200")
                .containsEntry("rank", "100")
                .containsEntry("licence", "mine")
                .containsEntry("nms", "0.3");
    }

    @Test
    void theCataloguesLabelSetsCanBeNamed() throws Exception {
        write("hens.onnx", "weights");
        write("hens.model.json", "{\"family\": \"yolox\", \"labels\": \"two\"}");
        assertThat(present.find("hens").orElseThrow().labels()).containsExactly("hen", "fox");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json|no JSON object",
                "{} {}|no JSON object",
                "null|it is empty",
                "[]|no JSON object",
                "{'family': 'yolox', 'labels': ['a'], 'colour': 1}|no key 'colour'",
                "{'labels': ['a']}|needs a family",
                "{'family': 'yolox'}|needs labels",
                "{'family': 'yolox', 'labels': []}|needs labels",
                "{'family': 'yolox', 'labels': ['a', ' ']}|a label is blank",
                "{'family': 'yolox', 'labels': 'nowhere'}|'nowhere'",
                "{'family': 'yolox', 'labels': ['a'], 'id': 'My Hens'}|the id must match",
                "{'family': 'yolox', 'labels': ['a'], 'id': 'taken'}|the catalogue has a model taken already",
                "{'family': 'yolox', 'labels': ['a'], 'input': 'large'}|input must be WIDTHxHEIGHT",
                "{'family': 'yolox', 'labels': ['a'], 'rank': 101}|rank must be -100 to 100",
                "{'family': 'yolox', 'labels': ['a'], 'file': 'other.onnx'}|no file other.onnx beside it",
                "{'family': 'yolox', 'labels': ['a'], 'file': '/etc/passwd'}|must end in .onnx or .tflite",
            })
    void aDescriptorThatSaysNothingUsableIsComplainedOfOnce(String json, String why) throws Exception {
        write("hens.onnx", "weights");
        write("hens.model.json", json.replace('\'', '"'));

        assertThat(present.find("hens")).isEmpty();
        assertThat(present.present("detect", "onnx")).isEmpty();
        assertThat(said)
                .singleElement()
                .asString()
                .contains("hens.model.json", why)
                .doesNotContain("\n");
    }

    @Test
    void aModelOfWhichOnlyTheDescriptorIsThereIsComplainedOf() throws Exception {
        write("hens.model.json", "{\"family\": \"yolox\", \"labels\": [\"hen\"]}");
        assertThat(present.find("hens")).isEmpty();
        assertThat(said).singleElement().asString().contains("neither hens.onnx nor hens.tflite");

        write("hens.onnx", "weights");
        assertThat(present.find("hens")).isPresent();
    }

    @Test
    void anExchangedFileHasItsNewHash() throws Exception {
        write("hens.onnx", "weights");
        write("hens.model.json", "{\"family\": \"yolox\", \"labels\": [\"hen\"]}");
        String before = present.find("hens").orElseThrow().sha256();

        write("hens.onnx", "better ones");
        Files.setLastModifiedTime(models.resolve("hens.onnx"), FileTime.fromMillis(1));
        assertThat(present.find("hens").orElseThrow().sha256()).isNotEqualTo(before);
    }

    @Test
    void ofTwoOfOneNameTheFirstCountsAndTheOtherIsComplainedOf() throws Exception {
        write("a/hens.onnx", "weights");
        write("a/hens.model.json", "{\"family\": \"yolox\", \"labels\": [\"hen\"]}");
        write("b/hens.onnx", "others");
        write("b/hens.model.json", "{\"family\": \"yolox\", \"labels\": [\"hen\"]}");

        assertThat(present.find("hens").orElseThrow().path()).isEqualTo(models.resolve("a/hens.onnx"));
        assertThat(said).singleElement().asString().contains("is called hens already");
    }
}
