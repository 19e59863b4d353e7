package io.vedette.api.detect;

import java.util.List;
import java.util.Map;

/**
 * How a detector introduces itself. Cheap, and valid before a model is loaded. Immutable.
 *
 * @param name a short name, {@code [a-z0-9.-]{1,40}}; versions of the same detector share it
 * @param task what it answers: {@code detect} (objects), {@code face-detect} …
 * @param labels what it can see, in the model's order; empty where no model is there
 * @param inputWidthPx the model's input width, 0 where it takes any
 * @param inputHeightPx the model's input height, 0 where it takes any
 * @param attributes {@code device} ({@code cpu gpu edgetpu}), {@code model}, {@code model_sha256}, {@code max_batch},
 *     {@code on_request} ({@code true}: serves only cameras whose wish is its name) and what else is worth knowing; cameras
 *     choose by them ({@code (device=gpu)})
 */
public record DetectorInfo(
        String name,
        String task,
        List<String> labels,
        int inputWidthPx,
        int inputHeightPx,
        Map<String, String> attributes) {
    public DetectorInfo {
        if (!name.matches("[a-z0-9.-]{1,40}")) {
            throw new IllegalArgumentException("a detector's name must match [a-z0-9.-]{1,40}, but is '" + name + "'");
        }
        labels = List.copyOf(labels);
        attributes = Map.copyOf(attributes);
    }

    /** {@code cpu}, {@code gpu}, {@code edgetpu}. */
    public String device() {
        return attributes.getOrDefault("device", "cpu");
    }

    /** The catalogue id of the model, or an empty text. */
    public String model() {
        return attributes.getOrDefault("model", "");
    }

    /** The model file's sha256 in hex, or an empty text. */
    public String modelSha256() {
        return attributes.getOrDefault("model_sha256", "");
    }
}
