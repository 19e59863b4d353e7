package io.vedette.detector.edgetpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no model, or no detector, is refused with a reason; what answers with nonsense is not believed. */
class BadModelTest {

    private static final String WANTED = "but wanted is one picture UINT8, INT8 or FLOAT32[1, height, width, 3] and the"
            + " FLOAT32 outputs boxes[1, N, 4] classes[1, N] scores[1, N] count[1] of TFLite_Detection_PostProcess";

    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void emptyShelf() {
        shelf = new Shelf(folder);
    }

    @Test
    void refusesATextFile() throws Exception {
        assertRefused("this is no model".getBytes(StandardCharsets.UTF_8), "is no TensorFlow Lite model, or not whole");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        assertRefused(new byte[0], "is no TensorFlow Lite model, or not whole");
    }

    @Test
    void refusesATruncatedModel() throws Exception {
        byte[] whole = SsdModel.ofBytes().content();
        assertRefused(Arrays.copyOf(whole, whole.length / 2), "is no TensorFlow Lite model, or not whole");
        byte[] real =
                Files.readAllBytes(shelf.real("movenet_lightning_int8.tflite").path());
        emptyShelf();
        assertRefused(Arrays.copyOf(real, real.length / 2), "is no TensorFlow Lite model, or not whole");
    }

    @Test
    void refusesAMissingFile() {
        shelf.put(new ModelFile("gone", "detect", "ssd", folder.resolve("none"), SsdModel.LABELS, Map.of()));
        assertRefused("cannot be read");
    }

    @Test
    void refusesAFileThatHasChangedSinceItWasFound() throws Exception {
        shelf.put("bad", SsdModel.ofBytes().content(), Map.of("sha256", "00".repeat(32)));
        assertRefused("is not the model bad any more");
        emptyShelf();
        shelf.put("bad", SsdModel.ofBytes().content(), Map.of("sha256", ""));
        assertRefused("is not the model bad any more");
    }

    @Test
    void refusesAModelOfPosesAndNamesTheShapes() {
        shelf.real("movenet_lightning_int8.tflite");
        assertRefused("takes UINT8[1, 192, 192, 3] and gives FLOAT32[1, 1, 17, 3], " + WANTED);
    }

    @Test
    void refusesAModelOfBirdsAndNamesTheShapes() {
        shelf.real("inat_bird_int8.tflite");
        assertRefused("takes UINT8[1, 224, 224, 3] and gives UINT8[1, 965], " + WANTED);
    }

    @Test
    void refusesAModelOfSoundsAndNamesTheShapes() {
        shelf.real("yamnet.tflite");
        assertRefused("takes FLOAT32[", WANTED);
    }

    @Test
    void refusesAModelThatNeedsAnOperatorThatIsNotHere() throws Exception {
        assertRefused(SsdModel.ofBytes().after("FlexSomething").content(), "needs the operator FlexSomething");
    }

    @Test
    void refusesOptionsThatCannotBeUsed() throws Exception {
        for (Map<String, String> options :
                List.of(Map.of("order", "cmyk"), Map.of("mean", "1,2"), Map.of("nms", "much"))) {
            emptyShelf();
            shelf.put("bad", SsdModel.ofBytes().content(), options);
            assertRefused("options of model bad");
        }
    }

    @Test
    void refusesAFamilyThatItsOutputsAreNot() throws Exception {
        ModelFile squares = shelf.put("squares", SsdModel.ofBytes().content(), Map.of());
        emptyShelf();
        shelf.put(new ModelFile("squares", "detect", "yolox", squares.path(), SsdModel.LABELS, Map.of()));
        assertRefused("are not those of the family yolox");
    }

    @Test
    void doesNotBelieveAClassThatHasNoLabel() throws Exception {
        ModelFile squares = shelf.put("squares", SsdModel.ofBytes().content(), Map.of());
        emptyShelf();
        shelf.put(new ModelFile("squares", "detect", "ssd", squares.path(), List.of("red"), Map.of("fit", "stretch")));
        try (ObjectDetector.Session session = new EdgeTpuDetector(shelf, Map.of()).open()) {
            assertThatThrownBy(() -> session.detect(List.of(SsdTest.PICTURE.look(0.5))))
                    .isInstanceOf(DetectorException.class)
                    .hasMessage("the model answered with nonsense: the class 1.0, but there are 1 labels");
            List<Detection> none = session.detect(List.of(SsdTest.PICTURE
                            .with(SsdTest.BLUE, 0)
                            .with(SsdTest.RED, 0)
                            .look(0)))
                    .get(0);
            assertThat(none).isEmpty();
        }
    }

    private void assertRefused(byte[] content, String because) throws Exception {
        shelf.put("bad", content, Map.of());
        assertRefused(because);
    }

    private void assertRefused(String... because) {
        EdgeTpuDetector detector = new EdgeTpuDetector(shelf, Map.of());
        assertThatThrownBy(detector::open).isInstanceOf(DetectorException.class).hasMessageContainingAll(because);
    }
}
