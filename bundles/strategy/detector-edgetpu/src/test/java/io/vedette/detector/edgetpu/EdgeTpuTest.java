package io.vedette.detector.edgetpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.ObjectDetector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs on an EdgeTPU, and what is said where it cannot: the library is a stand-in, TensorFlow Lite and the models are real. */
class EdgeTpuTest {

    private static final String REAL = "movenet_lightning_int8_edgetpu.tflite";
    private static final String COMPILED = "edgetpu-custom-op";
    private static final String NO_LIBRARY = "libedgetpu-that-is-not-there.so.1";

    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void emptyShelf() {
        shelf = new Shelf(folder);
    }

    @Test
    void aCompiledModelNeedsTheLibrary() {
        shelf.real(REAL);
        assertRefused(
                Map.of(),
                NO_LIBRARY,
                "model movenet-lightning-int8-edgetpu is compiled for the EdgeTPU, but libedgetpu.so.1 cannot be loaded",
                "install one that was built with TensorFlow 2.16 or later");
    }

    @Test
    void aCompiledModelNeedsADevice() throws Exception {
        shelf.real(REAL);
        for (String device : List.of("auto", "edgetpu")) {
            assertRefused(
                    Map.of("device", device),
                    StubLibrary.listing(0, folder).name(),
                    "model movenet-lightning-int8-edgetpu is compiled for the EdgeTPU, but no EdgeTPU is plugged in");
        }
    }

    @Test
    void aCompiledModelCannotRunOnTheCpu() {
        shelf.real(REAL);
        assertRefused(
                Map.of("device", "cpu"),
                NO_LIBRARY,
                "model movenet-lightning-int8-edgetpu is compiled for the EdgeTPU, but device = cpu is set");
    }

    @Test
    void aModelThatIsNotCompiledGainsNothingFromAnEdgeTpu() throws Exception {
        shelf.put("squares", SsdModel.ofBytes().content(), Map.of());
        assertRefused(Map.of("device", "edgetpu"), NO_LIBRARY, "model squares is not compiled for the EdgeTPU");
    }

    @Test
    void saysThatAnotherProgramMayHaveTheEdgeTpu() throws Exception {
        shelf.real(REAL);
        assertRefused(Map.of(), StubLibrary.busy(folder).name(), "cannot be opened; another program may have it");
    }

    @Test
    void refusesALibraryThatWouldBringTensorFlowLiteDown() throws Exception {
        shelf.real(REAL);
        StubLibrary old = StubLibrary.old(folder);
        assertRefused(Map.of(), old.name(), "libedgetpu.so.1 is too old for this TensorFlow Lite");
        assertThat(old.live()).isZero();
    }

    @Test
    void runsACompiledModelOnTheEdgeTpuAndGivesItBackOnce() throws Exception {
        StubLibrary stub = StubLibrary.listing(1, folder);
        shelf.put("squares", SsdModel.ofBytes().after(COMPILED).content(), Map.of());
        EdgeTpuDetector detector = new EdgeTpuDetector(shelf, Map.of("concurrency", "4"), stub.name());
        ObjectDetector.Session session = detector.open();
        int before = stub.runs();

        List<Detection> found =
                session.detect(List.of(SsdTest.PICTURE.look(0.5))).get(0);

        assertThat(found).extracting(Detection::label).containsExactlyInAnyOrder("red", "blue");
        assertThat(stub.runs()).isEqualTo(before + 1);
        assertThat(detector.info().device()).isEqualTo("edgetpu");
        assertThat(session.concurrency()).isEqualTo(1);
        assertThat(stub.live()).isEqualTo(1);
        session.close();
        session.close();
        assertThat(stub.live()).isZero();
    }

    @Test
    void givesTheEdgeTpuBackWhereTheModelIsNoDetector() throws Exception {
        StubLibrary stub = StubLibrary.listing(1, folder);
        shelf.real(REAL);
        assertRefused(
                Map.of(), stub.name(), "takes UINT8[1, 192, 192, 3] and gives FLOAT32[1, 1, 17, 3], but wanted is");
        assertThat(stub.live()).isZero();
    }

    @Test
    void theNextBestModelServesOnTheCpuWhileNoEdgeTpuIsThere() throws Exception {
        shelf.put("for-the-edgetpu", SsdModel.ofBytes().after(COMPILED).content(), Map.of("rank", "90"));
        shelf.put("for-the-cpu", SsdModel.ofBytes().content(), Map.of("rank", "80"));
        StubLibrary stub = StubLibrary.listing(1, folder);

        EdgeTpuDetector without = new EdgeTpuDetector(shelf, Map.of(), NO_LIBRARY);
        try (ObjectDetector.Session session = without.open()) {
            assertThat(session.detect(List.of(SsdTest.PICTURE.look(0.5))).get(0))
                    .hasSize(2);
        }
        assertThat(without.info().model()).isEqualTo("for-the-cpu");
        assertThat(without.info().device()).isEqualTo("cpu");

        EdgeTpuDetector with = new EdgeTpuDetector(shelf, Map.of(), stub.name());
        with.open().close();
        assertThat(with.info().model()).isEqualTo("for-the-edgetpu");
        assertThat(with.info().device()).isEqualTo("edgetpu");
    }

    private void assertRefused(Map<String, Object> configuration, String library, String... because) {
        EdgeTpuDetector detector = new EdgeTpuDetector(shelf, configuration, library);
        assertThatThrownBy(detector::open).isInstanceOf(DetectorException.class).hasMessageContainingAll(because);
    }
}
