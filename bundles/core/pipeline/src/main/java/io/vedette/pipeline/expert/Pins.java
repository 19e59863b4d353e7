package io.vedette.pipeline.expert;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions that are preferred by name; a small file that survives a restart. Thread-safe. */
final class Pins {

    private static final Logger LOG = LoggerFactory.getLogger(Pins.class);

    private final Path file;
    private Properties pins = new Properties();

    /** Reads what was pinned; a file that can't be read counts as empty. */
    Pins(Path file) {
        this.file = file;
        if (Files.isReadable(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                pins.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("The pins in {} cannot be read and do not hold: {}", file, e.toString());
                pins.clear();
            }
        }
    }

    synchronized Optional<Version> of(String name) {
        String version = pins.getProperty(name);
        try {
            return version == null ? Optional.empty() : Optional.of(Version.parseVersion(version));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    synchronized void pin(String name, Version version) {
        Properties changed = new Properties();
        changed.putAll(pins);
        changed.setProperty(name, version.toString());
        save(changed);
    }

    synchronized void unpin(String name) {
        Properties changed = new Properties();
        changed.putAll(pins);
        if (changed.remove(name) != null) {
            save(changed);
        }
    }

    /** Only what is saved holds. */
    private void save(Properties changed) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                changed.store(writer, "Preferred versions of experts, by name");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            pins = changed;
        } catch (IOException e) {
            throw new UncheckedIOException("the pins could not be saved in " + file, e);
        }
    }
}
