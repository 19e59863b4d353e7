package io.vedette.detector.onnx;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.testkit.contract.DetectorContractTest;
import io.vedette.testkit.picture.StillPicture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** What every detector promises, by each family of models. */
class OnnxContractTest {

    /** One model, and a picture that it finds something in. */
    abstract static class OfOneModel extends DetectorContractTest {

        abstract ModelFile model() throws IOException;

        @Override
        protected ObjectDetector detector() throws IOException {
            ModelRepository only = new Only(model());
            return model().task().equals("detect")
                    ? new OnnxObjects(only, Map.of())
                    : new OnnxModel(only, Map.of("name", "faces", "task", "face-detect"));
        }

        @Override
        protected StillPicture picture() throws IOException {
            return TestData.picture(model().task().equals("detect") ? "animals/cat.bmp" : "faces/obama_2.jpg");
        }
    }

    private record Only(ModelFile model) implements ModelRepository {
        @Override
        public List<ModelFile> present(String task, String runtime) {
            return model.task().equals(task) ? List.of(model) : List.of();
        }

        @Override
        public Optional<ModelFile> find(String id) {
            return Optional.of(model).filter(each -> each.id().equals(id));
        }
    }

    @Nested
    class Yolox extends OfOneModel {
        @Override
        ModelFile model() throws IOException {
            return TestData.yoloxNano();
        }
    }

    @Nested
    class NanoDet extends OfOneModel {
        @Override
        ModelFile model() throws IOException {
            return TestData.nanodet();
        }
    }

    @Nested
    class PicoDet extends OfOneModel {
        @Override
        ModelFile model() throws IOException {
            return TestData.picodet();
        }
    }

    @Nested
    class FastestDetector extends OfOneModel {
        @Override
        ModelFile model() throws IOException {
            return TestData.fastestDet();
        }
    }

    @Nested
    class YunetFaces extends OfOneModel {
        @Override
        ModelFile model() {
            return TestData.yunet("face_detection_yunet_2023mar.onnx");
        }
    }

    @Nested
    class UltraFaces extends OfOneModel {
        @Override
        ModelFile model() {
            return TestData.ultraFace();
        }
    }
}
