package io.vedette.detector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.api.model.ModelFile;
import io.vedette.testkit.picture.StillPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real models, pictures and clips; a test that needs one is skipped where they are not there. */
final class TestData {

    private static final Map<String, String> YOLOX = Map.of("order", "bgr", "pad", "114", "nms", "0.45");
    private static final Map<String, String> YUNET = Map.of("order", "bgr", "nms", "0.3");

    private TestData() {}

    static Path file(String name) {
        Path folder = Path.of(System.getProperty("vedette.testdata", "none"));
        boolean there = Files.isDirectory(folder);
        assertThat(there || !Boolean.parseBoolean(System.getenv("VEDETTE_REQUIRE_TESTDATA")))
                .as("VEDETTE_REQUIRE_TESTDATA is set, but there is no %s", folder)
                .isTrue();
        assumeTrue(there, "no test data at " + folder);
        return folder.resolve(name);
    }

    static StillPicture picture(String name) throws IOException {
        return StillPicture.read(file("images/" + name));
    }

    static ModelFile yoloxNano() throws IOException {
        return coco("coco-yolox-nano", "yolox", "yolox_nano_416.onnx", YOLOX);
    }

    static ModelFile personLite() {
        return model("person-lite-192", "yolox", file("models/lightweight_person_192.onnx"), List.of("person"), YOLOX);
    }

    static ModelFile nanodet() throws IOException {
        return coco(
                "coco-nanodet",
                "gfl",
                "object_detection_nanodet_2022nov.onnx",
                Map.of("order", "bgr", "mean", "103.53,116.28,123.675", "std", "57.375,57.12,58.395", "nms", "0.5"));
    }

    static ModelFile picodet() throws IOException {
        return coco(
                "coco-picodet-s-416",
                "gfl",
                "picodet_s_416.onnx",
                Map.of("order", "rgb", "mean", "123.675,116.28,103.53", "std", "58.395,57.12,57.375", "nms", "0.5"));
    }

    static ModelFile fastestDet() throws IOException {
        return coco(
                "coco-fastestdet",
                "fastestdet",
                "fastestdet_352.onnx",
                Map.of("order", "bgr", "fit", "stretch", "std", "255,255,255", "nms", "0.45"));
    }

    static ModelFile yunet(String fileName) {
        return model("face-yunet", "yunet", file("models/" + fileName), List.of("face"), YUNET);
    }

    static ModelFile ultraFace() {
        return model(
                "face-rfb-320",
                "ultraface",
                file("models/version-RFB-320.onnx"),
                List.of("face"),
                Map.of("order", "rgb", "fit", "stretch", "mean", "127,127,127", "std", "128,128,128", "nms", "0.3"));
    }

    private static ModelFile coco(String id, String family, String fileName, Map<String, String> options)
            throws IOException {
        List<String> labels = Files.readAllLines(file("models/coco80_labels.txt")).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return model(id, family, file("models/" + fileName), labels, options);
    }

    /** A model as the repository would tell it, without a pinned content. */
    static ModelFile model(String id, String family, Path path, List<String> labels, Map<String, String> options) {
        Map<String, String> attributes = new HashMap<>(options);
        attributes.putIfAbsent("input", "320x320");
        String task = labels.contains("face") ? "face-detect" : "detect";
        return new ModelFile(id, task, family, path, labels, attributes);
    }
}
