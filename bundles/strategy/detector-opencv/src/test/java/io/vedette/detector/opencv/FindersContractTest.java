package io.vedette.detector.opencv;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.contract.DetectorContractTest;
import io.vedette.testkit.peer.TestData;
import io.vedette.testkit.picture.StillPicture;
import java.io.IOException;
import org.junit.jupiter.api.Nested;

/** What every detector promises. */
class FindersContractTest {

    @Nested
    class OfFaces extends DetectorContractTest {
        @Override
        protected ObjectDetector detector() {
            return new Faces();
        }

        @Override
        protected StillPicture picture() throws IOException {
            return StillPicture.read(TestData.path("images/faces/obama_enrol.jpg"));
        }
    }

    @Nested
    class OfPeople extends DetectorContractTest {
        @Override
        protected ObjectDetector detector() {
            return new People();
        }

        @Override
        protected StillPicture picture() throws IOException {
            return StillPicture.read(TestData.path("images/pose_squat.bmp"));
        }
    }
}
