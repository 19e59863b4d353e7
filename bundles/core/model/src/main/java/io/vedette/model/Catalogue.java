package io.vedette.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.api.model.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that the product knows, each pinned by its sha256. Immutable. */
final class Catalogue {

    private final List<CatalogueEntry> entries;
    private final Map<String, List<String>> labelSets;
    private final List<String> defaults;
    private final Map<String, CatalogueEntry> byId = new HashMap<>();
    private final Map<String, CatalogueEntry> bySha256 = new HashMap<>();

    private record Document(
            String note, List<String> defaults, Map<String, List<String>> label_sets, List<CatalogueEntry> models) {}

    private Catalogue(Document document) {
        entries = List.copyOf(document.models());
        labelSets = Map.copyOf(document.label_sets());
        for (CatalogueEntry entry : entries) {
            if (byId.put(entry.id(), entry) != null || bySha256.put(entry.sha256(), entry) != null) {
                throw new IllegalArgumentException("the catalogue holds model " + entry.id() + " twice");
            }
            labels(entry);
        }
        defaults = document.defaults() == null ? List.of() : List.copyOf(document.defaults());
        if (!byId.keySet().containsAll(defaults)) {
            throw new IllegalArgumentException("the catalogue does not hold all its defaults " + defaults);
        }
    }

    /** The catalogue that this bundle carries. */
    static Catalogue shipped() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue of models cannot be read", e);
        }
    }

    static Catalogue read(InputStream json) throws IOException {
        return new Catalogue(new ObjectMapper().readValue(json, Document.class));
    }

    List<CatalogueEntry> entries() {
        return entries;
    }

    /** The ids of the models for those who have no wish of their own. */
    List<String> defaults() {
        return defaults;
    }

    Optional<CatalogueEntry> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<CatalogueEntry> bySha256(String sha256) {
        return Optional.ofNullable(bySha256.get(sha256));
    }

    /** Whether any model is exactly that long, so that looking at a file's content is worth while. */
    boolean knowsLength(long bytes) {
        return entries.stream().anyMatch(entry -> entry.bytes() == bytes);
    }

    /** The model that a file claims to be by its name. */
    Optional<CatalogueEntry> called(String fileName) {
        return entries.stream().filter(entry -> entry.wouldBeCalled(fileName)).findFirst();
    }

    ModelFile file(CatalogueEntry entry, Path path) {
        return entry.at(path, labels(entry));
    }

    Optional<List<String>> labelSet(String name) {
        return Optional.ofNullable(labelSets.get(name));
    }

    private List<String> labels(CatalogueEntry entry) {
        JsonNode labels = entry.labels();
        if (labels.isTextual()) {
            return labelSet(labels.asText())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "model " + entry.id() + " names the unknown label set '" + labels.asText() + "'"));
        }
        List<String> list = new ArrayList<>();
        labels.forEach(label -> list.add(label.asText()));
        return List.copyOf(list);
    }
}
