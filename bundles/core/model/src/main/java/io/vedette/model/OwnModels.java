package io.vedette.model;

import io.vedette.api.model.ModelFile;
import io.vedette.core.spi.model.ModelException;
import io.vedette.core.spi.model.ModelStatus;
import io.vedette.core.spi.store.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The models that their owner describes ({@link ModelDescriptor}). Every question looks anew; a model's hash is read
 * again only when its length or time of change differs. What cannot be used is complained of once. Thread-safe.
 */
final class OwnModels {

    private static final int DEPTH = 3;

    private final List<Path> folders;
    private final Catalogue catalogue;
    private final Consumer<String> complaints;
    private final Map<Path, Hashed> hashes = new HashMap<>();
    private Map<Path, String> complained = new HashMap<>();

    private record Hashed(long bytes, FileTime changed, String sha256) {}

    /** {@code complaints} gets one line for each descriptor that cannot be used, when that begins or its reason changes. */
    OwnModels(Home home, Catalogue catalogue, Consumer<String> complaints) {
        this(
                Stream.concat(Stream.of(home.models()), home.modelMirror().stream())
                        .toList(),
                catalogue,
                complaints);
    }

    private OwnModels(List<Path> folders, Catalogue catalogue, Consumer<String> complaints) {
        this.folders = folders;
        this.catalogue = catalogue;
        this.complaints = complaints;
    }

    /** One that has seen nothing yet, and so complains of everything. */
    OwnModels anew(Consumer<String> toldNow) {
        return new OwnModels(folders, catalogue, toldNow);
    }

    /** The models that are described and there; of two of one id the home's before the mirror's, then the first by path. */
    synchronized List<ModelFile> scan() {
        Map<String, ModelFile> found = new LinkedHashMap<>();
        Map<Path, String> wrong = new HashMap<>();
        for (Path descriptor : folders.stream().flatMap(this::descriptors).toList()) {
            try {
                ModelFile model = ModelDescriptor.read(descriptor).model(descriptor, catalogue, this::sha256);
                if (catalogue.byId(model.id()).isPresent()) {
                    throw new ModelException("The model descriptor " + descriptor
                            + " cannot be used: the catalogue has a model " + model.id() + " already");
                }
                ModelFile first = found.putIfAbsent(model.id(), model);
                if (first != null) {
                    throw new ModelException("The model descriptor " + descriptor + " cannot be used: " + first.path()
                            + " is called " + model.id() + " already");
                }
            } catch (ModelException e) {
                wrong.put(descriptor, e.getMessage());
            }
        }
        wrong.forEach((descriptor, why) -> {
            if (!why.equals(complained.get(descriptor))) {
                complaints.accept(why);
            }
        });
        complained = wrong;
        return List.copyOf(found.values());
    }

    /** A model that {@link #scan} told, as people see it. */
    synchronized ModelStatus status(ModelFile model) {
        return new ModelStatus(
                model.id(),
                model.task(),
                Integer.parseInt(model.attributes().get("rank")),
                model.attributes().get("licence"),
                hashes.get(model.path()).bytes(),
                model.sha256(),
                ModelStatus.Place.OWN,
                Optional.of(model.path()));
    }

    private Stream<Path> descriptors(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return files
                    .filter(file -> name(file).endsWith(ModelDescriptor.ENDING)
                            && !name(file).startsWith("."))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of models " + folder + " cannot be read", e);
        }
    }

    private static String name(Path file) {
        return Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
    }

    private String sha256(Path path) throws ModelException {
        try {
            long bytes = Files.size(path);
            FileTime changed = Files.getLastModifiedTime(path);
            Hashed before = hashes.get(path);
            if (before == null || before.bytes() != bytes || !before.changed().equals(changed)) {
                before = new Hashed(bytes, changed, Sha256.of(path));
                hashes.put(path, before);
            }
            return before.sha256();
        } catch (IOException e) {
            throw new ModelException("The model file " + path + " cannot be read: " + e);
        }
    }
}
