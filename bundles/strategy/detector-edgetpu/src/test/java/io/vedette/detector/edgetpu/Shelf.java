package io.vedette.detector.edgetpu;

import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models in a folder, in their order of rank, as the repository would tell them. Confined to one thread. */
final class Shelf implements ModelRepository {

    private final Path folder;
    private final List<ModelFile> models = new ArrayList<>();

    Shelf(Path folder) {
        this.folder = folder;
    }

    /** A model that the tests made. */
    ModelFile put(String id, byte[] content, Map<String, String> options) throws IOException {
        Path file = Files.write(folder.resolve(id + ".tflite"), content);
        Map<String, String> attributes = new HashMap<>(options);
        attributes.putIfAbsent("input", "64x64");
        attributes.putIfAbsent("fit", "stretch");
        return put(new ModelFile(id, "detect", "ssd", file, SsdModel.LABELS, attributes));
    }

    /** With the sha256 of its content, where it has none. */
    ModelFile put(ModelFile model) {
        Map<String, String> attributes = new HashMap<>(model.attributes());
        attributes.computeIfAbsent("sha256", key -> sha256(model.path()));
        ModelFile pinned =
                new ModelFile(model.id(), model.task(), model.family(), model.path(), model.labels(), attributes);
        models.add(pinned);
        return pinned;
    }

    private static String sha256(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)))
                    : "";
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A real model of the test data, said to be a detector. */
    ModelFile real(String fileName) {
        Path file = TestData.path("models/" + fileName);
        return put(new ModelFile(
                fileName.substring(0, fileName.indexOf('.')).replace('_', '-'),
                "detect",
                "ssd",
                file,
                List.of("person"),
                Map.of("input", "192x192")));
    }

    @Override
    public List<ModelFile> present(String task, String runtime) {
        return models.stream()
                .filter(model -> model.task().equals(task) && runtime.equals("tflite"))
                .toList();
    }

    @Override
    public Optional<ModelFile> find(String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }
}
