package io.vedette.pipeline.book;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last settings of each camera that were good, as they were written (secrets as placeholders), so that a bad edit harms no
 * camera, nor does a restart after it. Confined to the camera book.
 */
final class LastGood {

    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);

    private final Path folder;

    LastGood(Path folder) {
        this.folder = folder;
    }

    void keep(String id, Map<String, String> raw) {
        Properties properties = new Properties();
        properties.putAll(raw);
        Path fresh = folder.resolve(id + ".new");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                properties.store(writer, "Last good settings of camera " + id);
            }
            Files.move(fresh, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The settings of camera {} could not be remembered: {}", id, e.toString());
        }
    }

    Optional<Map<String, String>> of(String id) {
        if (!Files.isReadable(file(id))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file(id))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The last good settings of camera {} cannot be read: {}", id, e.toString());
            return Optional.empty();
        }
        Map<String, String> raw = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> raw.put(key, properties.getProperty(key)));
        return Optional.of(raw);
    }

    void forget(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            LOG.warn("The last good settings of camera {} could not be removed: {}", id, e.toString());
        }
    }

    private Path file(String id) {
        return folder.resolve(id + ".properties");
    }
}
