package io.vedette.detector.cuda;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.contract.DetectorContractTest;
import io.vedette.testkit.peer.TestData;
import io.vedette.testkit.picture.StillPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What every detector promises, with the CPU standing in for the GPU. */
class CudaContractTest extends DetectorContractTest {

    @TempDir
    Path home;

    @Override
    protected ObjectDetector detector() {
        CudaDetector detector = new CudaDetector(
                new StandIn.Only(StandIn.yoloxNano()),
                StandIn.gpus(home, "0, Stand-in, 1000000"),
                List.of(StandIn.ACCELERATOR),
                CudaObjects.PID,
                "cuda");
        detector.change(Map.of("memory", "256"));
        return new CudaObjects(detector);
    }

    @Override
    protected StillPicture picture() throws IOException {
        return StillPicture.read(TestData.path("images/animals/cat.bmp"));
    }
}
