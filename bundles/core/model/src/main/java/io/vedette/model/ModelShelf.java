package io.vedette.model;

import io.vedette.core.spi.model.ModelException;
import io.vedette.core.spi.model.ModelStatus;
import io.vedette.core.spi.model.Models;
import io.vedette.core.spi.store.Home;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/**
 * The home's models as a shelf to fill and to clear. A model enters by one renaming, when its length and sha256 are the
 * catalogue's; who looks at the folder meanwhile sees all of it or nothing. Thread-safe.
 */
@Component(service = Models.class)
public final class ModelShelf implements Models {
    private static final int CHUNK_BYTES = 1 << 16;

    private final Catalogue catalogue;
    private final Path folder;
    private final Optional<Path> mirror;
    private final Optional<String> server;
    private final ModelFolder here;
    private final Optional<ModelFolder> there;
    private final OwnModels own;

    @Activate
    public ModelShelf(@Reference Home home) {
        this(home, Catalogue.shipped(), server(), LoggerFactory.getLogger(ModelShelf.class)::warn);
    }

    /** {@code complaints} gets one line for each file that claims to be a model and is not. */
    ModelShelf(Home home, Catalogue catalogue, Optional<String> server, Consumer<String> complaints) {
        this.catalogue = catalogue;
        this.folder = home.models();
        this.mirror = home.modelMirror();
        this.server = server;
        this.here = new ModelFolder(folder, catalogue, complaints);
        this.there = mirror.map(path -> new ModelFolder(path, catalogue, complaints));
        this.own = new OwnModels(home, catalogue, complaints);
    }

    /** A web server that holds the models by their file names, asked in place of the catalogue's addresses. */
    static Optional<String> server() {
        return Optional.ofNullable(System.getenv("VEDETTE_MODELS_URL")).filter(url -> !url.isBlank());
    }

    @Override
    public List<String> defaults() {
        return catalogue.defaults();
    }

    @Override
    public synchronized List<ModelStatus> all() {
        List<ModelStatus> all = new ArrayList<>(
                statuses(here.scan(), there.map(ModelFolder::scan).orElse(Map.of())));
        own.scan().forEach(model -> all.add(own.status(model)));
        return all;
    }

    private List<ModelStatus> statuses(Map<CatalogueEntry, Path> inHome, Map<CatalogueEntry, Path> inMirror) {
        return catalogue.entries().stream()
                .map(entry -> {
                    if (inHome.containsKey(entry)) {
                        return entry.status(ModelStatus.Place.HERE, Optional.of(inHome.get(entry)));
                    }
                    Optional<Path> path = Optional.ofNullable(inMirror.get(entry));
                    return entry.status(path.isPresent() ? ModelStatus.Place.MIRROR : ModelStatus.Place.ABSENT, path);
                })
                .toList();
    }

    @Override
    public Verdict verify() {
        List<String> complaints = new ArrayList<>();
        Map<CatalogueEntry, Path> inHome = new ModelFolder(folder, catalogue, complaints::add).scan();
        Map<CatalogueEntry, Path> inMirror = mirror.map(
                        path -> new ModelFolder(path, catalogue, complaints::add).scan())
                .orElse(Map.of());
        List<ModelStatus> whole = statuses(inHome, inMirror).stream()
                .filter(model -> model.place() != ModelStatus.Place.ABSENT)
                .toList();
        own.anew(complaints::add).scan();
        return new Verdict(whole, complaints);
    }

    @Override
    public Path pull(String id, Progress progress) throws ModelException {
        CatalogueEntry entry = entry(id);
        try (ShelfLock held = ShelfLock.take(folder)) {
            Optional<Path> already = inHome(entry);
            if (already.isPresent()) {
                progress.say(id + ": here already");
                return already.get();
            }
            return mirror.isPresent() ? fromMirror(entry, progress) : fromNetwork(entry, progress);
        }
    }

    private synchronized Optional<Path> inHome(CatalogueEntry entry) {
        return Optional.ofNullable(here.scan().get(entry));
    }

    private Path fromMirror(CatalogueEntry entry, Progress progress) throws ModelException {
        Path file = inMirror(entry)
                .orElseThrow(() -> entry.problem("the mirror " + mirror.get()
                        + " does not hold it; without --models it is fetched from " + hostOf(entry)));
        progress.say(origin(entry, "the mirror " + mirror.get()));
        return copy(entry, file, progress);
    }

    private synchronized Optional<Path> inMirror(CatalogueEntry entry) {
        return there.map(each -> each.scan().get(entry));
    }

    private Path fromNetwork(CatalogueEntry entry, Progress progress) throws ModelException {
        URI address = entry.address(server);
        progress.say(origin(entry, address.getHost()));
        try (PartFile part = PartFile.in(folder, entry)) {
            if (part.length() > entry.bytes()) {
                part.restart();
            }
            if (part.length() < entry.bytes()) {
                part.needRoom();
                new Download(entry, address, part, progress).run();
            }
            return part.finish();
        }
    }

    private static String origin(CatalogueEntry entry, String from) {
        return entry.id() + ": licence " + entry.licence() + ", " + Size.of(entry.bytes()) + " from " + from;
    }

    private static String hostOf(CatalogueEntry entry) {
        return URI.create(entry.url()).getHost();
    }

    /**
     * Takes a file that the user has.
     *
     * @param file any name
     * @param id what it should be, or empty: whatever it is
     * @return the model that it is
     */
    ModelStatus importFile(Path file, Optional<String> id, Progress progress) throws ModelException {
        CatalogueEntry wanted = id.isPresent() ? entry(id.get()) : null;
        CatalogueEntry entry = known(file);
        if (wanted != null && !wanted.equals(entry)) {
            throw new ModelException(file + " is the model " + entry.id() + ", not " + wanted.id());
        }
        try (ShelfLock held = ShelfLock.take(folder)) {
            Optional<Path> already = inHome(entry);
            Path path = already.isPresent() ? already.get() : copy(entry, file, progress);
            return entry.status(ModelStatus.Place.HERE, Optional.of(path));
        }
    }

    private CatalogueEntry known(Path file) throws ModelException {
        if (!Files.isRegularFile(file)) {
            throw new ModelException("there is no file " + file);
        }
        String sha256;
        try {
            sha256 = Sha256.of(file);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read: " + e);
        }
        return catalogue
                .bySha256(sha256)
                .orElseThrow(() -> new ModelException(
                        file + " is no model of the catalogue, or not whole (its sha256 is " + sha256 + ")"));
    }

    private Path copy(CatalogueEntry entry, Path from, Progress progress) throws ModelException {
        try (PartFile part = PartFile.in(folder, entry)) {
            part.restart();
            part.needRoom();
            try (InputStream in = Files.newInputStream(from)) {
                byte[] chunk = new byte[CHUNK_BYTES];
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    part.append(chunk, read);
                    progress.at(part.length(), entry.bytes());
                }
            } catch (IOException e) {
                throw entry.problem(from + " cannot be read: " + e);
            }
            return part.finish();
        }
    }

    /** Deletes all copies of a model from the home, whole or not; a mirror stays as it is. */
    void remove(String id) throws ModelException {
        CatalogueEntry entry = entry(id);
        try (ShelfLock held = ShelfLock.take(folder)) {
            boolean any = Files.deleteIfExists(PartFile.path(folder, entry));
            any |= Files.deleteIfExists(folder.resolve(entry.fileName()));
            for (Optional<Path> copy = inHome(entry); copy.isPresent(); copy = inHome(entry)) {
                any |= Files.deleteIfExists(copy.get());
            }
            if (!any) {
                throw entry.problem(
                        inMirror(entry).isPresent()
                                ? "it lies in the mirror only, which is not changed"
                                : "it is not here");
            }
        } catch (IOException e) {
            throw entry.problem("it cannot be deleted: " + e);
        }
    }

    private CatalogueEntry entry(String id) throws ModelException {
        return catalogue
                .byId(id)
                .orElseThrow(() ->
                        new ModelException("the catalogue knows no model '" + id + "'; see ./vedette models list"));
    }
}
