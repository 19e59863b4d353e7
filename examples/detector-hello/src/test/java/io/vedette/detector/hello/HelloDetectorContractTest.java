package io.vedette.detector.hello;

import io.vedette.api.Box;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.contract.DetectorContractTest;
import io.vedette.testkit.picture.StillPicture;

/** What every detector promises: here you say which detector, and show it something that it finds. */
class HelloDetectorContractTest extends DetectorContractTest {
    @Override
    protected ObjectDetector detector() {
        return new HelloDetector("red-thing", "red");
    }

    @Override
    protected StillPicture picture() {
        return StillPicture.grey(640, 360).with(new Box(0.3, 0.2, 0.2, 0.4), 0xff0000);
    }
}
