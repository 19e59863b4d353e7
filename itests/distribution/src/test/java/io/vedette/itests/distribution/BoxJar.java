package io.vedette.itests.distribution;

import io.vedette.itests.distribution.plugin.Activator;
import io.vedette.itests.distribution.plugin.BoxDetector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs the test's plug-in into bundles of different versions and habits. Immutable. */
final class BoxJar {
    private static final String PACKAGE = "io/vedette/itests/distribution/plugin/";
    private final Path hangs;

    /** Jars whose detectors hang while the file {@code hang-VERSION} is in that folder. */
    BoxJar(Path hangs) {
        this.hangs = hangs;
    }

    /** Makes a jar outside of any watched folder. */
    Path make(Path folder, String version, boolean broken) throws IOException {
        drop(folder, version, 0, broken);
        return folder.resolve("box-" + version + ".jar");
    }

    /** Drops a jar into a folder, whole or not at all. */
    void drop(Path folder, String version, int ranking, boolean broken) throws IOException {
        pack(
                folder.resolve("box-" + version + ".jar"),
                manifest(version, ranking, broken),
                List.of("Activator", "BoxDetector", "BoxDetector$1"));
    }

    /** Writes a jar of some of the test's plug-in classes, whole or not at all. */
    static void pack(Path jar, Manifest manifest, List<String> classes) throws IOException {
        Path part = jar.getParent().resolveSibling(jar.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (String name : classes) {
                String path = PACKAGE + name + ".class";
                entries.putNextEntry(new JarEntry(path));
                try (InputStream in = BoxDetector.class.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(entries);
                }
                entries.closeEntry();
            }
        }
        Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private Manifest manifest(String version, int ranking, boolean broken) {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Manifest-Version", "1.0",
                "Bundle-ManifestVersion", "2",
                "Bundle-SymbolicName", "example.box",
                "Bundle-Version", version,
                "Bundle-Activator", Activator.class.getName(),
                "Import-Package",
                        "org.osgi.framework,io.vedette.api;version=\"[1,2)\",io.vedette.api.detect;version=\"[1,2)\""));
        headers.put("Box-Name", "box");
        headers.put("Box-Ranking", String.valueOf(ranking));
        headers.put("Box-Broken", String.valueOf(broken));
        headers.put("Box-Hang", hangs.resolve("hang-" + version).toString());
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        headers.forEach(main::putValue);
        return manifest;
    }
}
