package io.vedette.detector.edgetpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.testkit.picture.StillPicture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that really looks, run by the real TensorFlow Lite: what is found is what was painted, where it was painted. */
class SsdTest {

    static final Box RED = new Box(0.25, 0.125, 0.25, 0.25);
    static final Box BLUE = new Box(0.625, 0.5, 0.25, 0.25);
    static final StillPicture PICTURE =
            StillPicture.grey(640, 480).with(RED, 0xff0000).with(BLUE, 0x0000ff);
    /** A picture's numbers from 0 to 1, as the model of floats wants them. */
    static final Map<String, String> FLOATS = Map.of("std", "255,255,255");

    @TempDir
    Path folder;

    @Test
    void findsWhatWasPaintedWithAModelOfBytes() throws Exception {
        assertFound(SsdModel.ofBytes().content(), Map.of());
    }

    @Test
    void findsWhatWasPaintedWithAModelOfSignedBytes() throws Exception {
        assertFound(SsdModel.ofSignedBytes().content(), Map.of());
    }

    @Test
    void findsWhatWasPaintedWithAModelOfFloats() throws Exception {
        assertFound(SsdModel.ofFloats().content(), FLOATS);
    }

    @Test
    void turnsNumbersIntoBytesWhereTheCatalogueStatesTheNumbers() throws Exception {
        assertFound(SsdModel.ofBytes().content(), FLOATS);
        assertFound(SsdModel.ofSignedBytes().content(), FLOATS);
    }

    @Test
    void tellsTheOutputsApartInAnyOrder() throws Exception {
        assertFound(SsdModel.ofBytes().order(2, 0, 3, 1).content(), Map.of());
        assertFound(SsdModel.ofFloats().order(3, 2, 1, 0).content(), FLOATS);
        assertFound(SsdModel.ofSignedBytes().order(1, 2, 0, 3).content(), Map.of());
    }

    @Test
    void showsTheColoursInTheOrderOfTheCatalogue() throws Exception {
        try (ObjectDetector.Session session = open(SsdModel.ofBytes().content(), Map.of("order", "bgr"))) {
            List<Detection> found = strong(session, PICTURE);
            assertThat(found).extracting(Detection::label).containsExactlyInAnyOrder("red", "blue");
            assertThat(found.stream()
                            .filter(each -> each.label().equals("blue"))
                            .findFirst()
                            .orElseThrow()
                            .box()
                            .x())
                    .isCloseTo(RED.x(), within(0.005));
        }
    }

    @Test
    void neverTellsAClassThatHasNoLabel() throws Exception {
        Shelf shelf = new Shelf(folder);
        ModelFile squares = shelf.put("squares", SsdModel.ofBytes().content(), Map.of());
        Shelf unnamed = new Shelf(folder);
        unnamed.put(
                new ModelFile("squares", "detect", "ssd", squares.path(), List.of("-", "blue"), squares.attributes()));
        EdgeTpuDetector detector = new EdgeTpuDetector(unnamed, Map.of());
        try (ObjectDetector.Session session = detector.open()) {
            assertThat(strong(session, PICTURE)).extracting(Detection::label).containsExactly("blue");
        }
        assertThat(detector.info().labels()).containsExactly("blue");
    }

    @Test
    void seesNothingInAGreyPicture() throws Exception {
        try (ObjectDetector.Session session = open(SsdModel.ofBytes().content(), Map.of())) {
            assertThat(session.detect(List.of(StillPicture.grey(320, 240).look(0))))
                    .containsExactly(List.of());
        }
    }

    @Test
    void placesWhatItFindsInTheFrameWhereThePictureIsPadded() throws Exception {
        Map<String, String> letterbox = Map.of("fit", "center", "pad", "0");
        try (ObjectDetector.Session session = open(SsdModel.ofBytes().content(), letterbox)) {
            // 640 x 320 becomes 64 x 32 with 16 rows above: rows 16 to 32 are the upper half.
            StillPicture picture = StillPicture.grey(640, 320).with(new Box(0.5, 0, 0.25, 0.5), 0xff0000);
            assertThat(strong(session, picture)).singleElement().satisfies(each -> {
                assertThat(each.box().x()).isCloseTo(0.5, within(0.005));
                assertThat(each.box().y()).isCloseTo(0, within(0.005));
                assertThat(each.box().height()).isCloseTo(0.5, within(0.005));
            });
        }
    }

    private void assertFound(byte[] content, Map<String, String> options) throws Exception {
        try (ObjectDetector.Session session = open(content, options)) {
            List<Detection> found = strong(session, PICTURE);
            assertThat(found).extracting(Detection::label).containsExactlyInAnyOrder("red", "blue");
            for (Detection each : found) {
                assertClose(each.box(), each.label().equals("red") ? RED : BLUE);
                assertThat(each.score()).isGreaterThan(0.95);
            }
        }
    }

    private static void assertClose(Box found, Box painted) {
        assertThat(found.x()).isCloseTo(painted.x(), within(0.005));
        assertThat(found.y()).isCloseTo(painted.y(), within(0.005));
        assertThat(found.width()).isCloseTo(painted.width(), within(0.005));
        assertThat(found.height()).isCloseTo(painted.height(), within(0.005));
    }

    private static List<Detection> strong(ObjectDetector.Session session, StillPicture picture) throws Exception {
        return session.detect(List.of(picture.look(0.5))).get(0);
    }

    private ObjectDetector.Session open(byte[] content, Map<String, String> options) throws Exception {
        Shelf shelf = new Shelf(folder);
        shelf.put("squares", content, options);
        return new EdgeTpuDetector(shelf, Map.of()).open();
    }
}
