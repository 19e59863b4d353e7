package io.vedette.detector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.testkit.model.OnnxBytes;
import io.vedette.testkit.picture.StillPicture;
import io.vedette.vision.onnx.ModelLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no model, or not one of its family, is refused with a reason; what answers with nonsense is not believed. */
class BadModelTest {

    /** Cells of the three grids over 32 x 32 pixels. */
    private static final long CELLS = 16 + 4 + 1;

    @TempDir
    Path folder;

    @Test
    void refusesATextFile() throws Exception {
        assertRefused(yolox("this is no model".getBytes(StandardCharsets.UTF_8)), "no ONNX model, or not whole");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        assertRefused(yolox(new byte[0]), "bad");
    }

    @Test
    void refusesATruncatedModel() throws Exception {
        byte[] whole = Files.readAllBytes(TestData.yoloxNano().path());
        assertRefused(yolox(Arrays.copyOf(whole, whole.length / 2)), "no ONNX model, or not whole");
    }

    @Test
    void refusesAMissingFile() {
        ModelFile model = TestData.model("bad", "yolox", folder.resolve("none"), List.of("person"), Map.of());
        assertRefused(model, "cannot be read");
    }

    @Test
    void refusesAFileThatHasChangedSinceItWasFound() throws Exception {
        ModelFile model = yolox(OnnxBytes.constant(32, 32, 0, 1, CELLS, 6), Map.of("sha256", "00".repeat(32)));
        assertRefused(model, "is not the model bad any more");
    }

    @Test
    void refusesAModelWithWeightsInAnotherFile() throws Exception {
        assertRefused(yolox(OnnxBytes.withExternalData(32, 32, 1, CELLS, 6)), "only models in one file are served");
    }

    @Test
    void refusesOutputsOfAnotherShape() throws Exception {
        assertRefused(yolox(OnnxBytes.constant(32, 32, 0, 1, CELLS, 7)), "output[1, 21, 7] for 32x32");
    }

    @Test
    void refusesAModelOfAnotherFamily() {
        ModelFile ultraFace = TestData.ultraFace();
        ModelFile claimed = TestData.model("bad", "yunet", ultraFace.path(), List.of("face"), Map.of());
        assertRefused(claimed, "not those of the family yunet");
    }

    @Test
    void refusesAnInputThatIsNoPicture() {
        Path embedding = TestData.file("models/lpd_yunet_2023mar.onnx");
        assertRefused(TestData.model("bad", "retina", embedding, List.of("plate"), Map.of()), "'retina'");
    }

    @Test
    void refusesOptionsThatCannotBeUsed() throws Exception {
        byte[] content = OnnxBytes.constant(32, 32, 0, 1, CELLS, 6);
        assertRefused(yolox(content, Map.of("order", "cmyk")), "options of model bad");
        assertRefused(yolox(content, Map.of("mean", "1,2")), "options of model bad");
        assertRefused(yolox(content, Map.of("nms", "much")), "options of model bad");
    }

    @Test
    void doesNotBelieveWhatIsNoNumber() throws Exception {
        assertNonsense(Float.NaN);
    }

    @Test
    void doesNotBelieveAScoreAboveOne() throws Exception {
        assertNonsense(7);
    }

    @Test
    void doesNotBelieveAnInfiniteBox() throws Exception {
        assertNonsense(Float.POSITIVE_INFINITY);
    }

    @Test
    void aModelThatSeesNothingAnswersNothing() throws Exception {
        try (ObjectDetector.Session session =
                new ModelLoader(yolox(OnnxBytes.constant(32, 32, 0, 1, CELLS, 6))).load(1, 1)) {
            List<List<Detection>> answers =
                    session.detect(List.of(StillPicture.grey(64, 48).look(0.1)));
            assertThat(answers).containsExactly(List.of());
        }
    }

    private void assertNonsense(float value) throws Exception {
        try (ObjectDetector.Session session =
                new ModelLoader(yolox(OnnxBytes.constant(32, 32, value, 1, CELLS, 6))).load(1, 1)) {
            assertThatThrownBy(() ->
                            session.detect(List.of(StillPicture.grey(64, 48).look(0.1))))
                    .isInstanceOf(DetectorException.class)
                    .hasMessageContaining("nonsense");
        }
    }

    private static void assertRefused(ModelFile model, String because) {
        assertThatThrownBy(() -> new ModelLoader(model).load(1, 1).close())
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining(because);
    }

    private ModelFile yolox(byte[] content) throws Exception {
        return yolox(content, Map.of());
    }

    private ModelFile yolox(byte[] content, Map<String, String> options) throws Exception {
        Path file = Files.write(folder.resolve("model.onnx"), content);
        return TestData.model("bad", "yolox", file, List.of("person"), options);
    }
}
