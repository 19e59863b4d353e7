package io.vedette.detector.edgetpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model serves, and what is said where there is none. */
class EdgeTpuDetectorTest {

    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void emptyShelf() {
        shelf = new Shelf(folder);
    }

    @Test
    void saysWhatIsMissing() {
        EdgeTpuDetector detector = new EdgeTpuDetector(shelf, Map.of());
        assertThat(detector.info())
                .isEqualTo(new DetectorInfo(
                        "edgetpu",
                        "detect",
                        List.of(),
                        0,
                        0,
                        Map.of("device", "cpu", "max_batch", "1", "on_request", "true")));
        assertThatThrownBy(detector::open)
                .isInstanceOf(DetectorException.class)
                .hasMessage("no TensorFlow Lite model for detect is there;"
                        + " get one with: ./vedette models pull coco-ssd-mobilenet-v2-tflite");

        EdgeTpuDetector wanted = new EdgeTpuDetector(shelf, Map.of("model", "coco-of-mine"));
        assertThat(wanted.info().attributes()).containsEntry("on_request", "false");
        assertThatThrownBy(wanted::open)
                .isInstanceOf(DetectorException.class)
                .hasMessage("the model coco-of-mine is not there, or not whole;"
                        + " get one with: ./vedette models pull coco-of-mine");
    }

    @Test
    void refusesAModelForAnotherTask() {
        shelf.put(new ModelFile("pose", "pose17", "movenet", folder, List.of(), Map.of()));
        EdgeTpuDetector detector = new EdgeTpuDetector(shelf, Map.of("model", "pose"));
        assertThatThrownBy(detector::open)
                .isInstanceOf(DetectorException.class)
                .hasMessage("model pose is for pose17, not for detect");
    }

    @Test
    void takesTheBestThatIsThereAndThatItCanRead() throws Exception {
        shelf.put(new ModelFile("new", "detect", "of-tomorrow", folder, List.of("x"), Map.of()));
        shelf.put("squares", SsdModel.ofBytes().content(), Map.of("rank", "80"));
        shelf.put("others", SsdModel.ofBytes().content(), Map.of("rank", "70"));
        EdgeTpuDetector detector = new EdgeTpuDetector(shelf, Map.of());

        DetectorInfo info = detector.info();
        assertThat(info.model()).isEqualTo("squares");
        assertThat(info.labels()).containsExactly("red", "blue");
        assertThat(info.inputWidthPx()).isEqualTo(SsdModel.SIDE);
        assertThat(info.attributes()).containsEntry("runtime", "tflite").containsEntry("family", "ssd");
        try (ObjectDetector.Session session = detector.open()) {
            assertThat(session.concurrency())
                    .isEqualTo(Math.min(256, Runtime.getRuntime().availableProcessors()));
        }
        assertThat(detector.info()).isEqualTo(info);
    }

    @Test
    void takesTheNextBestWhereTheBestIsBroken() throws Exception {
        shelf.put("broken", new byte[] {1, 2, 3}, Map.of());
        shelf.put("squares", SsdModel.ofBytes().content(), Map.of());
        EdgeTpuDetector detector = new EdgeTpuDetector(shelf, Map.of());
        detector.open().close();
        assertThat(detector.info().model()).isEqualTo("squares");
    }

    @Test
    void keepsTheLastGoodSettings() throws Exception {
        shelf.put("squares", SsdModel.ofBytes().content(), Map.of());
        EdgeTpuDetector detector = new EdgeTpuDetector(shelf, Map.of("name", "coral", "concurrency", "3"));
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("device", "gpu"),
                Map.of("threads", "65"),
                Map.of("threads", "many"),
                Map.of("concurrency", "0"),
                Map.of("name", "Not A Name"),
                Map.of("model", "x".repeat(101)))) {
            detector.changed(bad);
            assertThat(detector.info().name()).isEqualTo("coral");
        }
        try (ObjectDetector.Session session = detector.open()) {
            assertThat(session.concurrency()).isEqualTo(3);
        }
        detector.changed(Map.of("name", "tpu", "threads", 2, "concurrency", 1));
        assertThat(detector.info().name()).isEqualTo("tpu");
        try (ObjectDetector.Session session = detector.open()) {
            assertThat(session.detect(List.of(SsdTest.PICTURE.look(0.5))).get(0))
                    .hasSize(2);
        }
    }

    /** What the process that is started for it does. */
    static final class WithoutAModel {
        private WithoutAModel() {}

        public static void main(String[] folder) throws Exception {
            EdgeTpuDetector detector = new EdgeTpuDetector(new Shelf(Path.of(folder[0])), Map.of());
            String because = "";
            try {
                detector.open().close();
            } catch (DetectorException e) {
                because = e.getMessage();
            }
            String libraries = Files.readString(Path.of("/proc/self/maps"));
            boolean none = !libraries.contains("tensorflowlite") && !libraries.contains("jnidispatch");
            Files.writeString(Path.of(folder[0], "told"), detector.info().name() + " " + because + " " + none);
        }
    }

    @Test
    void loadsNoNativeLibraryWhileThereIsNoModel() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                System.getProperty("surefire.test.class.path", ""),
                                System.getProperty("java.class.path")),
                        WithoutAModel.class.getName(),
                        folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(folder.resolve("told"), StandardCharsets.UTF_8))
                .startsWith("edgetpu no TensorFlow Lite model")
                .endsWith("true");
    }
}
