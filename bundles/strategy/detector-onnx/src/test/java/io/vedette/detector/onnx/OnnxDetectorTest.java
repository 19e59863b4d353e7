package io.vedette.detector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which model serves, and what is said where there is none. */
class OnnxDetectorTest {

    private final Shelf shelf = new Shelf(new ArrayList<>());

    /** Models in their order of rank. */
    private record Shelf(List<ModelFile> models) implements ModelRepository {
        @Override
        public List<ModelFile> present(String task, String runtime) {
            return models.stream().filter(model -> model.task().equals(task)).toList();
        }

        @Override
        public Optional<ModelFile> find(String id) {
            return models.stream().filter(model -> model.id().equals(id)).findFirst();
        }
    }

    @Test
    void saysWhichCommandGetsAModelWhereThereIsNone() {
        ObjectDetector objects = new OnnxObjects(shelf, Map.of());
        ObjectDetector faces = new OnnxModel(shelf, Map.of("name", "faces", "task", "face-detect"));

        assertThat(objects.info())
                .isEqualTo(
                        new DetectorInfo("onnx", "detect", List.of(), 0, 0, Map.of("device", "cpu", "max_batch", "1")));
        assertThat(faces.info().name()).isEqualTo("faces");
        assertThatThrownBy(objects::open)
                .isInstanceOf(DetectorException.class)
                .hasMessage("no model for detect is there; get one with: ./vedette models pull coco-yolox-nano");
        assertThatThrownBy(faces::open)
                .isInstanceOf(DetectorException.class)
                .hasMessage("no model for face-detect is there; get one with: ./vedette models pull face-yunet-640");
    }

    @Test
    void saysWhichCommandGetsTheWantedModel() {
        ObjectDetector objects = new OnnxObjects(shelf, Map.of("model", "coco-nanodet"));
        assertThatThrownBy(objects::open)
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining("./vedette models pull coco-nanodet");
    }

    @Test
    void takesTheBestThatIsThereAndThatItCanRead() throws Exception {
        ModelFile nano = TestData.yoloxNano();
        shelf.models().add(TestData.model("new", "of-tomorrow", nano.path(), List.of("x"), Map.of()));
        shelf.models().add(nano);
        shelf.models().add(TestData.nanodet());
        ObjectDetector objects = new OnnxObjects(shelf, Map.of());

        assertThat(objects.info().model()).isEqualTo("coco-yolox-nano");
        assertThat(objects.info().labels()).hasSize(80).contains("person", "cat");
        assertThat(objects.info().device()).isEqualTo("cpu");
        try (ObjectDetector.Session session = objects.open()) {
            assertThat(session.concurrency())
                    .isEqualTo(Math.min(256, Runtime.getRuntime().availableProcessors()));
        }
    }

    @Test
    void takesTheModelThatIsWanted() throws Exception {
        shelf.models().add(TestData.yoloxNano());
        shelf.models().add(TestData.nanodet());

        ObjectDetector wanted = new OnnxModel(
                shelf, Map.of("name", "second", "model", "coco-nanodet", "threads", "2", "concurrency", 3));

        assertThat(wanted.info().name()).isEqualTo("second");
        assertThat(wanted.info().model()).isEqualTo("coco-nanodet");
        try (ObjectDetector.Session session = wanted.open()) {
            assertThat(session.concurrency()).isEqualTo(3);
        }
    }

    @Test
    void refusesAModelForAnotherTask() {
        shelf.models().add(TestData.yunet("yunet_s_320_320.onnx"));
        assertThatThrownBy(() -> new OnnxObjects(shelf, Map.of("model", "face-yunet")).open())
                .isInstanceOf(DetectorException.class)
                .hasMessage("model face-yunet is for face-detect, not for detect");
    }

    @Test
    void servesAModelThatComesLater() throws Exception {
        ObjectDetector objects = new OnnxObjects(shelf, Map.of());
        assertThat(objects.info().labels()).isEmpty();

        shelf.models().add(TestData.yoloxNano());

        assertThat(objects.info().labels()).isNotEmpty();
        objects.open().close();
    }

    @Test
    void keepsTheLastGoodSettings() {
        OnnxDetector detector =
                new OnnxDetector(shelf, "the.pid", Map.of("threads", "4"), Settings.defaults("onnx", "detect"));
        assertThat(detector.settings().threads()).isEqualTo(4);

        for (Map<String, String> bad : List.of(
                Map.of("threads", "0"),
                Map.of("threads", "many"),
                Map.of("threads", "65"),
                Map.of("concurrency", "-1"),
                Map.of("name", "Not A Name"),
                Map.of("task", "dance"),
                Map.of("model", "x".repeat(101)))) {
            detector.change(bad);
            assertThat(detector.settings().threads()).isEqualTo(4);
        }

        detector.change(Map.of("threads", "2", "model", " coco-nanodet "));
        assertThat(detector.settings().threads()).isEqualTo(2);
        assertThat(detector.settings().model()).isEqualTo("coco-nanodet");
    }

    @Test
    void namesPidKeyValueAndRangeOfABadSetting() {
        assertThatThrownBy(() -> Settings.of("the.pid", Map.of("threads", "0"), Settings.defaults("onnx", "detect")))
                .hasMessage("the.pid: threads must be 1 to 64, but is '0'");
    }
}
