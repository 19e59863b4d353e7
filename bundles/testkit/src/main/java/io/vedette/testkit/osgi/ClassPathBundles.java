package io.vedette.testkit.osgi;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The bundles on the test's class path, by symbolic name; folders of classes with a manifest count too. Immutable. */
final class ClassPathBundles {

    /** A bundle's place and its headers. */
    record Entry(Path path, Manifest manifest) {
        String header(String name) {
            return Optional.ofNullable(manifest.getMainAttributes().getValue(name))
                    .orElse("");
        }
    }

    private final Map<String, Entry> byName = new LinkedHashMap<>();

    ClassPathBundles() {
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(element);
            try {
                Optional<Manifest> manifest = manifest(path);
                manifest.ifPresent(m -> add(new Entry(path, m)));
            } catch (IOException e) {
                throw new UncheckedIOException("the class path's " + path + " cannot be read", e);
            }
        }
    }

    private void add(Entry entry) {
        String name = entry.header("Bundle-SymbolicName");
        if (!name.isEmpty()) {
            byName.putIfAbsent(name.split(";", 2)[0].strip(), entry);
        }
    }

    private static Optional<Manifest> manifest(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            Path file = path.resolve("META-INF/MANIFEST.MF");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Optional.of(new Manifest(in));
            }
        }
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            return Optional.ofNullable(jar.getManifest());
        }
    }

    Entry get(String symbolicName) {
        Entry entry = byName.get(symbolicName);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "no bundle " + symbolicName + " on the class path; there are " + byName.keySet());
        }
        return entry;
    }
}
