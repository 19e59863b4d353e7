package io.vedette.model;

import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.core.spi.store.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/**
 * The models that lie in the home or in its mirror: those of the shipped catalogue, found by their content, and those that their
 * owner describes. Every question looks at the folders anew, so that a model serves as soon as it is there; where both folders
 * hold it, the home's is taken. Thread-safe.
 */
@Component
public final class PresentModels implements ModelRepository {

    private static final Comparator<ModelFile> BEST_FIRST =
            Comparator.comparingInt(PresentModels::rank).reversed().thenComparing(ModelFile::id);

    private final Catalogue catalogue;
    private final List<ModelFolder> folders;
    private final OwnModels own;

    @Activate
    public PresentModels(@Reference Home home) {
        this(home, Catalogue.shipped(), LoggerFactory.getLogger(PresentModels.class)::warn);
    }

    /** {@code complaints} gets one line for each file that claims to be a model and cannot be used. */
    PresentModels(Home home, Catalogue catalogue, Consumer<String> complaints) {
        this.catalogue = catalogue;
        this.folders = Stream.concat(Stream.of(home.models()), home.modelMirror().stream())
                .map(folder -> new ModelFolder(folder, catalogue, complaints))
                .toList();
        this.own = new OwnModels(home, catalogue, complaints);
    }

    private static int rank(ModelFile model) {
        return Integer.parseInt(model.attributes().get("rank"));
    }

    @Override
    public List<ModelFile> present(String task, String runtime) {
        return all().stream()
                .filter(model -> model.task().equals(task)
                        && runtime.equals(model.attributes().get("runtime")))
                .sorted(BEST_FIRST)
                .toList();
    }

    @Override
    public Optional<ModelFile> find(String id) {
        return all().stream().filter(model -> model.id().equals(id)).findFirst();
    }

    private synchronized List<ModelFile> all() {
        Map<CatalogueEntry, Path> found = new LinkedHashMap<>();
        folders.forEach(folder -> folder.scan().forEach(found::putIfAbsent));
        List<ModelFile> all = new ArrayList<>(own.scan());
        found.forEach((entry, path) -> all.add(catalogue.file(entry, path)));
        return all;
    }
}
