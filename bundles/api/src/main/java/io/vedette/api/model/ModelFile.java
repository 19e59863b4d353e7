package io.vedette.api.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model that lies on this machine: one of the catalogue, its content verified, or one that its owner describes. Immutable.
 *
 * @param id its name, such as {@code coco-yolox-nano}
 * @param task {@code detect}, {@code face-detect}, {@code face-embed} …
 * @param family how its input and output are to be read: {@code yolox}, {@code gfl}, {@code fastestdet} …
 * @param path the file
 * @param labels in the order of the model's classes
 * @param attributes {@code sha256}, {@code licence}, {@code runtime} ({@code onnx tflite}), {@code rank} (higher serves first)
 *     and the family's own options
 */
public record ModelFile(
        String id, String task, String family, Path path, List<String> labels, Map<String, String> attributes) {
    public ModelFile {
        labels = List.copyOf(labels);
        attributes = Map.copyOf(attributes);
    }

    public String sha256() {
        return attributes.getOrDefault("sha256", "");
    }
}
