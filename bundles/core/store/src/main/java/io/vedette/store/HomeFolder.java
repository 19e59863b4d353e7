package io.vedette.store;

import io.vedette.core.spi.store.Home;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The home that the launcher named: property {@code vedette.home} of the framework or the system, {@code ~/.vedette} where none
 * is set; {@code vedette.models} names the offline mirror, {@code vedette.gallery} the database whose gallery is taken over,
 * {@code vedette.command} the command that the program was started for, if it was. Immutable.
 */
@Component(service = Home.class)
public final class HomeFolder implements Home {
    private final Path root;
    private final Optional<Path> modelMirror;
    private final Optional<Path> galleryOf;
    private final boolean servesOneCommand;

    @Activate
    public HomeFolder(BundleContext context) {
        this(
                context.getProperty("vedette.home"),
                context.getProperty("vedette.models"),
                context.getProperty("vedette.gallery"),
                context.getProperty("vedette.command"));
    }

    /** The home at a path; null or blank texts stand for what was not given. */
    public HomeFolder(String root, String modelMirror) {
        this(root, modelMirror, "", "");
    }

    /** A home for a command, whose database may begin with the gallery of another. */
    public HomeFolder(String root, String modelMirror, String galleryOf, String command) {
        this.root = given(root)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".vedette"))
                .toAbsolutePath()
                .normalize();
        this.modelMirror = given(modelMirror).map(path -> path.toAbsolutePath().normalize());
        this.galleryOf = given(galleryOf).map(path -> path.toAbsolutePath().normalize());
        this.servesOneCommand = command != null && !command.isBlank();
    }

    private static Optional<Path> given(String path) {
        return path == null || path.isBlank() ? Optional.empty() : Optional.of(Path.of(path.strip()));
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public Optional<Path> galleryOf() {
        return galleryOf;
    }

    @Override
    public boolean servesOneCommand() {
        return servesOneCommand;
    }

    @Override
    public Optional<Path> modelMirror() {
        return modelMirror;
    }
}
