package io.vedette.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vedette.api.model.ModelFile;
import io.vedette.core.spi.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What its owner says of a model that is in no catalogue: the file {@code NAME.model.json} beside {@code NAME.onnx} or
 * {@code NAME.tflite}. Immutable.
 *
 * @param id the name by which people ask for it, {@code [a-z0-9-]{1,60}}; NAME where it is null
 * @param file the model's file name; NAME with the runtime's ending where it is null
 * @param task {@code detect} where it is null
 * @param family how input and output are to be read
 * @param input width and height in pixels, {@code 416x416}; null where the model itself says so
 * @param labels a list, the name of one of the catalogue's label sets, or that of a text file with a label in each line
 * @param rank -100 to 100; 0 where it is null, which is below all of the catalogue
 * @param licence of the weights, for the owner's own records
 * @param options the family's own
 */
record ModelDescriptor(
        String id,
        String file,
        String task,
        String family,
        String input,
        JsonNode labels,
        Integer rank,
        String licence,
        Map<String, String> options) {

    static final String ENDING = ".model.json";
    private static final List<String> RUNTIMES = List.of("onnx", "tflite");
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern INPUT = Pattern.compile("[1-9][0-9]{1,3}x[1-9][0-9]{1,3}");
    private static final int RANKS = 100;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LABELS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    ModelDescriptor {
        options = options == null ? Map.of() : Map.copyOf(options);
    }

    /**
     * Reads a descriptor.
     *
     * @throws ModelException it says nothing that can be used; the message names the file and what is wrong in it
     */
    static ModelDescriptor read(Path path) throws ModelException {
        try {
            ModelDescriptor read = JSON.readValue(text(path), ModelDescriptor.class);
            if (read == null) {
                throw wrong(path, "it is empty");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw wrong(path, "there is no key '" + e.getPropertyName() + "'; known are " + e.getKnownPropertyIds());
        } catch (JsonProcessingException e) {
            throw wrong(path, "it is no JSON object of the right form: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw wrong(path, "it cannot be read: " + e);
        }
    }

    private static String text(Path path) throws IOException, ModelException {
        if (Files.size(path) > MOST_BYTES) {
            throw wrong(path, "it has more than " + MOST_BYTES + " bytes");
        }
        return Files.readString(path);
    }

    /**
     * The model that this describes.
     *
     * @param descriptor where this lies
     * @param catalogue has the label sets
     * @param sha256 reads a file's hash
     */
    ModelFile model(Path descriptor, Catalogue catalogue, Hash sha256) throws ModelException {
        String stem = descriptor.getFileName().toString().replace(ENDING, "");
        String name = id == null ? stem : id;
        require(descriptor, ID.matcher(name).matches(), "the id must match " + ID + ", but is '" + name + "'");
        require(descriptor, family != null, "it needs a family, which says how the model's outputs are read");
        require(
                descriptor,
                input == null || INPUT.matcher(input).matches(),
                "input must be WIDTHxHEIGHT in pixels, such as 416x416, but is '" + input + "'");
        int order = rank == null ? 0 : rank;
        require(descriptor, Math.abs(order) <= RANKS, "rank must be -100 to 100, but is " + order);
        Path path = file(descriptor, stem);
        Map<String, String> attributes = new HashMap<>(options);
        attributes.put("sha256", sha256.of(path));
        attributes.put("licence", licence == null ? "its owner's" : licence);
        attributes.put("runtime", runtime(path).orElseThrow());
        attributes.put("rank", String.valueOf(order));
        if (input != null) {
            attributes.put("input", input);
        }
        return new ModelFile(
                name, task == null ? "detect" : task, family, path, labels(descriptor, catalogue), attributes);
    }

    /** Reads a file's sha256. */
    interface Hash {
        String of(Path path) throws ModelException;
    }

    private Path file(Path descriptor, String stem) throws ModelException {
        if (file != null) {
            Path named = descriptor.resolveSibling(file);
            require(
                    descriptor,
                    runtime(named).isPresent(),
                    "the model's file must end in .onnx or .tflite, unlike " + file);
            require(descriptor, Files.isRegularFile(named), "there is no file " + file + " beside it");
            return named;
        }
        for (String runtime : RUNTIMES) {
            Path usual = descriptor.resolveSibling(stem + "." + runtime);
            if (Files.isRegularFile(usual)) {
                return usual;
            }
        }
        throw wrong(descriptor, "there is neither " + stem + ".onnx nor " + stem + ".tflite beside it");
    }

    private static Optional<String> runtime(Path path) {
        return RUNTIMES.stream()
                .filter(each -> path.toString().endsWith("." + each))
                .findFirst();
    }

    private List<String> labels(Path descriptor, Catalogue catalogue) throws ModelException {
        List<String> list = new ArrayList<>();
        if (labels == null || labels.isArray()) {
            (labels == null ? JSON.createArrayNode() : labels).forEach(label -> list.add(label.asText()));
        } else if (catalogue.labelSet(labels.asText()).isPresent()) {
            list.addAll(catalogue.labelSet(labels.asText()).get());
        } else {
            list.addAll(lines(descriptor, labels.asText()));
        }
        require(descriptor, !list.isEmpty(), "it needs labels, in the order of the model's classes");
        require(descriptor, list.size() <= MOST_LABELS, "it has more than " + MOST_LABELS + " labels");
        require(descriptor, list.stream().noneMatch(String::isBlank), "a label is blank");
        return list;
    }

    private static List<String> lines(Path descriptor, String file) throws ModelException {
        Path path = descriptor.resolveSibling(file);
        require(
                descriptor,
                Files.isRegularFile(path),
                "labels must be a list, a label set of the catalogue, or a file beside it, but is '" + file + "'");
        try {
            return text(path)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw wrong(descriptor, "the labels " + file + " cannot be read: " + e);
        }
    }

    private static void require(Path descriptor, boolean holds, String what) throws ModelException {
        if (!holds) {
            throw wrong(descriptor, what);
        }
    }

    private static ModelException wrong(Path descriptor, String what) {
        return new ModelException("The model descriptor " + descriptor + " cannot be used: " + what);
    }
}
