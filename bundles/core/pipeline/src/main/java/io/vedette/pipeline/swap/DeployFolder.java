package io.vedette.pipeline.swap;

import io.vedette.core.spi.expert.SwapException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The home's folder of plug-ins, in which a jar appears whole or not at all. Thread-safe. */
record DeployFolder(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);

    /** Puts a jar there under its own name and version. */
    Path put(PlugInJar jar) throws SwapException {
        Path place = path.resolve(jar.fileName());
        // The watcher leaves alone what begins with a dot.
        Path part = path.resolve("." + jar.fileName() + ".part");
        try {
            try {
                Files.copy(jar.file(), part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            return place;
        } catch (IOException e) {
            throw new SwapException(jar.file() + " cannot be put into " + path + ": " + e.getMessage());
        }
    }

    /** Removes a jar; where that fails, the log says what is left. */
    void remove(Path jar) {
        try {
            Files.deleteIfExists(jar);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed and has to be deleted by hand: {}", jar, e.getMessage());
        }
    }

    /** Removes the versions of a bundle that are neither served by nor kept for a roll-back. */
    void keepOnly(String bundle, Set<Version> kept) {
        for (Path file : jars()) {
            try {
                PlugInJar jar = PlugInJar.read(file);
                if (jar.bundle().equals(bundle) && !kept.contains(jar.version())) {
                    LOG.info("{} leaves, since two versions are kept", jar.label());
                    remove(file);
                }
            } catch (SwapException e) {
                // What is no plug-in is not ours.
                LOG.debug("{} stays: {}", file, e.getMessage());
            }
        }
    }

    private List<Path> jars() {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path, "*.jar")) {
            all.forEach(jars::add);
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", path, e.getMessage());
        }
        return jars;
    }
}
