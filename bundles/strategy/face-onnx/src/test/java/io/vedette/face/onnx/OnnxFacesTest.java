package io.vedette.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.face.FaceTraits;
import io.vedette.api.model.ModelFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models serve, and what is said where one is missing or of no use. */
class OnnxFacesTest {

    private final Models models = new Models(new ArrayList<>());

    @Test
    void saysWhichCommandGetsAModelWhereThereIsNone() {
        OnnxFaces faces = new OnnxFaces(models, Map.of());

        assertThat(faces.info())
                .isEqualTo(new DetectorInfo(
                        "onnx-face", "face-detect", List.of(), 0, 0, Map.of("device", "cpu", "max_batch", "1")));
        assertThatThrownBy(faces::open)
                .isInstanceOf(DetectorException.class)
                .hasMessage("no model for face-detect is there; get one with: ./vedette models pull face-yunet-640");
    }

    @Test
    void findsFacesWithoutAModelForEmbeddings() throws Exception {
        models.all().add(Models.yunet());
        OnnxFaces faces = new OnnxFaces(models, Map.of());

        assertThat(faces.info().model()).isEqualTo("face-yunet-640");
        assertThat(faces.info().labels()).containsExactly("face");
        assertThat(faces.info().attributes()).doesNotContainKeys("embedding_model", "embedding_sha256");
        assertFoundWithoutEmbedding(faces);
    }

    private static void assertFoundWithoutEmbedding(OnnxFaces faces) throws Exception {
        try (ObjectDetector.Session session = faces.open()) {
            FaceTraits traits = Portraits.traits(Portraits.face(session, Portraits.read("obama_enrol.jpg")));
            assertThat(traits.quality()).isGreaterThan(0.9);
            assertThat(traits.embedding()).isEmpty();
        }
    }

    @Test
    void takesAModelForEmbeddingsThatComesLater() throws Exception {
        models.all().add(Models.yunet());
        OnnxFaces faces = new OnnxFaces(models, Map.of());
        faces.open().close();

        models.all().add(Models.mobileFaceNet());

        assertThat(faces.info().attributes())
                .containsEntry("embedding_model", "face-embed-mobilefacenet")
                .containsEntry("embedding_sha256", Models.EMBED_SHA256)
                .doesNotContainKey("embedding_size");
        try (ObjectDetector.Session session = faces.open()) {
            assertThat(Portraits.embedding(session, Portraits.read("obama_enrol.jpg"))
                            .size())
                    .isEqualTo(128);
        }
        assertThat(faces.info().attributes()).containsEntry("embedding_size", "128");
    }

    @Test
    void makesNoEmbeddingsWhereNobodyIsToBeRecognised() throws Exception {
        models.all().addAll(List.of(Models.yunet(), Models.mobileFaceNet()));
        OnnxFaces faces = new OnnxFaces(models, Map.of("embedding", "none"));

        assertThat(faces.info().attributes()).doesNotContainKey("embedding_model");
        assertFoundWithoutEmbedding(faces);
    }

    @Test
    void findsFacesWhereTheModelForEmbeddingsIsOfNoUse(@TempDir Path folder) throws Exception {
        Path text = Files.write(folder.resolve("who.onnx"), "no model".getBytes(StandardCharsets.UTF_8));
        models.all().add(Models.yunet());
        models.all().add(new ModelFile("who", "face-embed", "arcface", text, List.of(), Map.of()));
        OnnxFaces faces = new OnnxFaces(models, Map.of());
        assertThat(faces.info().attributes()).containsEntry("embedding_model", "who");

        assertFoundWithoutEmbedding(faces);

        assertThat(faces.info().attributes()).doesNotContainKey("embedding_model");
    }

    @Test
    void refusesAModelForSomethingElseAsOneForEmbeddings() throws Exception {
        models.all().addAll(List.of(Models.yunet(), Models.mobileFaceNet()));
        OnnxFaces faces = new OnnxFaces(models, Map.of("embedding", "face-yunet-640"));

        assertThat(faces.info().attributes()).doesNotContainKey("embedding_model");
        assertThat(new EmbeddingChoice(models, "face-yunet-640").missing())
                .isEqualTo("model face-yunet-640 is for face-detect of family yunet,"
                        + " not for face-embed of arcface or sface");
        assertThat(new EmbeddingChoice(models, "none-such").missing())
                .isEqualTo("the model none-such is not there, or not whole;"
                        + " get one with: ./vedette models pull none-such");
        assertFoundWithoutEmbedding(faces);
    }

    @Test
    void keepsTheLastGoodSettings() throws Exception {
        models.all().add(Models.yunet());
        OnnxFaces faces = new OnnxFaces(models, Map.of("concurrency", "3", "name", "door"));

        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("threads", "0"),
                Map.of("threads", "65"),
                Map.of("concurrency", "257"),
                Map.of("name", "Not A Name"),
                Map.of("model", "x".repeat(101)),
                Map.of("embedding", "x".repeat(101)),
                Map.of("least-quality", "1.1"),
                Map.of("least-quality", "much"),
                Map.of("most-embeddings", "0"))) {
            faces.changed(bad);
            assertThat(faces.info().name()).as("%s", bad).isEqualTo("door");
        }
        try (ObjectDetector.Session session = faces.open()) {
            assertThat(session.concurrency()).isEqualTo(3);
        }
        faces.changed(Map.of());
        assertThat(faces.info().name()).isEqualTo("onnx-face");
    }

    @Test
    void namesPidKeyValueAndRangeOfABadSetting() {
        assertThatThrownBy(() -> Settings.of("the.pid", Map.of("least-quality", "-1")))
                .hasMessage("the.pid: least-quality must be 0 to 1, but is '-1'");
        assertThat(Settings.of("the.pid", Map.of("least-quality", " 0.35 ")).leastQuality())
                .isEqualTo(0.35);
    }
}
