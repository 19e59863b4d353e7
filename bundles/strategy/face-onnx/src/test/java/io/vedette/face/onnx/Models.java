package io.vedette.face.onnx;

import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.testkit.peer.TestData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models of the test data, as a repository tells of them in their order. Immutable. */
record Models(List<ModelFile> all) implements ModelRepository {

    static final String YUNET_SHA256 = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4";
    static final String EMBED_SHA256 = "b7120c095d60094f28a4a54ba6a8bf51b297a6273fb40ef6350dfec1f63d9507";

    static Models of(ModelFile... all) {
        return new Models(List.of(all));
    }

    static ModelFile yunet() {
        return model(
                "face-yunet-640",
                "yunet",
                "face_detection_yunet_2023mar.onnx",
                Map.of("input", "640x640", "order", "bgr", "nms", "0.3", "sha256", YUNET_SHA256));
    }

    static ModelFile ultraFace() {
        return model(
                "face-rfb-320",
                "ultraface",
                "version-RFB-320.onnx",
                Map.of(
                        "input",
                        "320x240",
                        "order",
                        "rgb",
                        "fit",
                        "stretch",
                        "mean",
                        "127,127,127",
                        "std",
                        "128,128,128",
                        "nms",
                        "0.3"));
    }

    static ModelFile mobileFaceNet() {
        return model(
                "face-embed-mobilefacenet",
                "arcface",
                "mobilefacenet_128d.onnx",
                Map.of(
                        "input",
                        "112x112",
                        "order",
                        "rgb",
                        "mean",
                        "123.675,116.28,103.53",
                        "std",
                        "58.395,57.12,57.375",
                        "sha256",
                        EMBED_SHA256));
    }

    private static ModelFile model(String id, String family, String file, Map<String, String> options) {
        boolean embeds = options.getOrDefault("input", "").equals("112x112");
        return new ModelFile(
                id,
                embeds ? "face-embed" : "face-detect",
                family,
                TestData.path("models/" + file),
                embeds ? List.of() : List.of("face"),
                new HashMap<>(options));
    }

    @Override
    public List<ModelFile> present(String task, String runtime) {
        return all.stream().filter(model -> model.task().equals(task)).toList();
    }

    @Override
    public Optional<ModelFile> find(String id) {
        return all.stream().filter(model -> model.id().equals(id)).findFirst();
    }
}
