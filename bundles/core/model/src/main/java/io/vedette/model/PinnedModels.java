package io.vedette.model;

import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.core.spi.store.Home;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of the shipped catalogue that lie in the home or in its mirror, found by their content. Every question looks at the
 * folders anew, so that a model serves as soon as it is there; where both hold it, the home's is taken. Thread-safe.
 */
@Component
public final class PinnedModels implements ModelRepository {

    private static final Logger LOG = LoggerFactory.getLogger(PinnedModels.class);

    private final Catalogue catalogue;
    private final List<ModelFolder> folders;

    @Activate
    public PinnedModels(@Reference Home home) {
        this(home, Catalogue.shipped());
    }

    PinnedModels(Home home, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.folders = Stream.concat(Stream.of(home.models()), home.modelMirror().stream())
                .map(folder -> new ModelFolder(folder, catalogue, LOG::warn))
                .toList();
    }

    @Override
    public List<ModelFile> present(String task, String runtime) {
        Map<CatalogueEntry, Path> found = scan();
        return catalogue.entries().stream()
                .filter(entry ->
                        entry.task().equals(task) && entry.runtime().equals(runtime) && found.containsKey(entry))
                .sorted(Comparator.comparingInt(CatalogueEntry::rank).reversed().thenComparing(CatalogueEntry::id))
                .map(entry -> catalogue.file(entry, found.get(entry)))
                .toList();
    }

    @Override
    public Optional<ModelFile> find(String id) {
        Map<CatalogueEntry, Path> found = scan();
        return found.keySet().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .map(entry -> catalogue.file(entry, found.get(entry)));
    }

    private synchronized Map<CatalogueEntry, Path> scan() {
        Map<CatalogueEntry, Path> found = new HashMap<>();
        folders.forEach(folder -> folder.scan().forEach(found::putIfAbsent));
        return found;
    }
}
