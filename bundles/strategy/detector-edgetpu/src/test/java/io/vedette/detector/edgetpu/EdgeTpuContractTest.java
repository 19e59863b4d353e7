package io.vedette.detector.edgetpu;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.contract.DetectorContractTest;
import io.vedette.testkit.picture.StillPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What every detector promises, by models of each kind of input, and on an EdgeTPU that is stood in for. */
class EdgeTpuContractTest {

    /** One model. */
    abstract static class OfOneModel extends DetectorContractTest {

        @TempDir
        Path folder;

        abstract SsdModel model();

        Map<String, String> options() {
            return Map.of();
        }

        String library() throws IOException, InterruptedException {
            return "libedgetpu-that-is-not-there.so.1";
        }

        @Override
        protected final ObjectDetector detector() throws Exception {
            Shelf shelf = new Shelf(folder);
            shelf.put("squares", model().content(), options());
            return new EdgeTpuDetector(shelf, Map.of("concurrency", "4"), library());
        }

        @Override
        protected final StillPicture picture() {
            return SsdTest.PICTURE;
        }
    }

    @Nested
    class Bytes extends OfOneModel {
        @Override
        SsdModel model() {
            return SsdModel.ofBytes();
        }
    }

    @Nested
    class SignedBytes extends OfOneModel {
        @Override
        SsdModel model() {
            return SsdModel.ofSignedBytes();
        }
    }

    @Nested
    class Floats extends OfOneModel {
        @Override
        SsdModel model() {
            return SsdModel.ofFloats();
        }

        @Override
        Map<String, String> options() {
            return SsdTest.FLOATS;
        }
    }

    @Nested
    class OnAnEdgeTpu extends OfOneModel {
        @Override
        SsdModel model() {
            return SsdModel.ofBytes().after("edgetpu-custom-op");
        }

        @Override
        String library() throws IOException, InterruptedException {
            return StubLibrary.listing(1, folder).name();
        }
    }
}
