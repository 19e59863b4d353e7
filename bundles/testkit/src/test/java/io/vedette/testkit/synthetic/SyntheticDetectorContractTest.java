package io.vedette.testkit.synthetic;

import io.vedette.api.Box;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.contract.DetectorContractTest;
import io.vedette.testkit.picture.StillPicture;

class SyntheticDetectorContractTest extends DetectorContractTest {
    @Override
    protected ObjectDetector detector() {
        return new SyntheticDetector("square", 1);
    }

    @Override
    protected StillPicture picture() {
        return StillPicture.grey(640, 360).with(new Box(0.3, 0.2, 0.2, 0.4), 0xffffff);
    }
}
