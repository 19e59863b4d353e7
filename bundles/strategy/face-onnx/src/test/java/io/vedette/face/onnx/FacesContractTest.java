package io.vedette.face.onnx;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.contract.DetectorContractTest;
import io.vedette.testkit.peer.TestData;
import io.vedette.testkit.picture.StillPicture;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** What every detector promises, with embeddings, without a model for them, and without landmarks. */
class FacesContractTest {

    abstract static class WithModels extends DetectorContractTest {

        abstract Models models();

        @Override
        protected ObjectDetector detector() {
            return new OnnxFaces(models(), Map.of());
        }

        @Override
        protected StillPicture picture() throws Exception {
            return StillPicture.read(TestData.path("images/faces/group4_ccby.jpg"));
        }
    }

    @Nested
    class WithEmbeddings extends WithModels {
        @Override
        Models models() {
            return Models.of(Models.yunet(), Models.mobileFaceNet());
        }
    }

    @Nested
    class WithoutEmbeddings extends WithModels {
        @Override
        Models models() {
            return Models.of(Models.yunet());
        }
    }

    @Nested
    class WithoutLandmarks extends WithModels {
        @Override
        Models models() {
            return Models.of(Models.ultraFace(), Models.mobileFaceNet());
        }
    }
}
