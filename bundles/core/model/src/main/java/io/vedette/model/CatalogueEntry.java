package io.vedette.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.api.model.ModelFile;
import io.vedette.core.spi.model.ModelException;
import io.vedette.core.spi.model.ModelStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is pinned of one model. Immutable.
 *
 * @param id the name by which people ask for it, {@code [a-z0-9-]{1,60}}
 * @param task {@code detect}, {@code face-detect} …
 * @param family how input and output are to be read
 * @param runtime {@code onnx} or {@code tflite}
 * @param input width and height in pixels, {@code 416x416}; null where the model takes any
 * @param labels a list, or the name of one of the catalogue's label sets
 * @param rank higher serves first
 * @param licence of the model's weights
 * @param sha256 of the file, lower-case hex
 * @param bytes length of the file
 * @param url where it can be had
 * @param options the family's own; null where there are none
 */
record CatalogueEntry(
        String id,
        String task,
        String family,
        String runtime,
        String input,
        JsonNode labels,
        int rank,
        String licence,
        String sha256,
        long bytes,
        String url,
        Map<String, String> options) {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    CatalogueEntry {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a model's id must match " + ID + ", but is '" + id + "'");
        }
        if (!SHA256.matcher(sha256).matches() || bytes < 1) {
            throw new IllegalArgumentException("model " + id + " needs a sha256 and its length in bytes");
        }
        options = options == null ? Map.of() : Map.copyOf(options);
    }

    /** The file names that somebody who fetched this model is likely to have given it. */
    boolean wouldBeCalled(String name) {
        return name.equals(fileName()) || name.equals(url.substring(url.lastIndexOf('/') + 1));
    }

    /** The file name that it gets in the home. */
    String fileName() {
        return id + "." + runtime;
    }

    /** Where it is fetched from: the catalogue's address, or a web server that holds all models by their file names. */
    URI address(Optional<String> server) throws ModelException {
        String text = server.map(base -> base + (base.endsWith("/") ? "" : "/") + fileName())
                .orElse(url);
        try {
            URI address = new URI(text);
            if (List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw problem(text + " is no address: " + e.getReason());
        }
        throw problem("a model is fetched by http or https, not from " + text);
    }

    /** What kept this model from coming. */
    ModelException problem(String what) {
        return new ModelException(id + ": " + what);
    }

    ModelStatus status(ModelStatus.Place place, Optional<Path> path) {
        return new ModelStatus(id, task, rank, licence, bytes, sha256, place, path);
    }

    ModelFile at(Path path, List<String> labelsInOrder) {
        Map<String, String> attributes = new HashMap<>(options);
        attributes.put("sha256", sha256);
        attributes.put("licence", licence);
        attributes.put("runtime", runtime);
        attributes.put("rank", String.valueOf(rank));
        if (input != null) {
            attributes.put("input", input);
        }
        return new ModelFile(id, task, family, path, labelsInOrder, attributes);
    }
}
