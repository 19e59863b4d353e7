package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import java.util.List;
import java.util.Map;

/**
 * Which models a detector may serve with. Immutable.
 *
 * @param models those that are present
 * @param runtime {@code onnx} or {@code tflite}
 * @param task {@code detect} or {@code face-detect}
 * @param wish a model's id, or {@link #AUTO} for the best that is present
 */
public record ModelChoice(ModelRepository models, String runtime, String task, String wish) {

    public static final String AUTO = "auto";

    /** The models of the catalogue that are named where none is there, by runtime and task. */
    private static final Map<String, String> USUAL = Map.of(
            "onnx detect", "coco-yolox-nano",
            "onnx face-detect", "face-yunet-640",
            "tflite detect", "coco-ssd-mobilenet-v2-tflite");

    /** What may serve, best first. */
    public List<ModelFile> candidates() {
        if (!wish.equals(AUTO)) {
            return models.find(wish).stream().toList();
        }
        return models.present(task, runtime).stream()
                .filter(file -> Family.KNOWN.contains(file.family()))
                .toList();
    }

    /** What is said where nothing may serve, with the command that gets a model. */
    public DetectorException missing() {
        boolean any = wish.equals(AUTO);
        String wanted = any ? USUAL.get(runtime + " " + task) : wish;
        String kind = runtime.equals("tflite") ? "TensorFlow Lite model" : "model";
        String what = any
                ? "no " + kind + " for " + task + " is there"
                : "the model " + wanted + " is not there, or not whole";
        return new DetectorException(what + "; get one with: ./vedette models pull " + wanted);
    }

    /** Refuses a model that was made for something else. */
    public ModelFile checked(ModelFile file) throws DetectorException {
        if (!file.task().equals(task)) {
            throw new DetectorException("model " + file.id() + " is for " + file.task() + ", not for " + task);
        }
        return file;
    }

    /** What everybody is told of a model, into a detector's attributes. */
    public static void tell(ModelFile file, Map<String, String> attributes) {
        attributes.put("model", file.id());
        attributes.put("model_sha256", file.sha256());
        attributes.put("family", file.family());
    }

    /** The width of a model's input as far as it is said, else 0. */
    public static int widthPx(ModelFile file) {
        return pixels(input(file)[0]);
    }

    /** The height of a model's input as far as it is said, else 0. */
    public static int heightPx(ModelFile file) {
        String[] input = input(file);
        return pixels(input[input.length - 1]);
    }

    private static String[] input(ModelFile file) {
        return file.attributes().getOrDefault("input", "").split("x", -1);
    }

    private static int pixels(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }
}
