package io.vedette.itests.distribution;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/**
 * The next version of a shipped plug-in: the same bundle under a raised version, whole, or with one class that arrived damaged.
 * Immutable.
 *
 * @param symbolicName of the shipped bundle
 * @param version the raised version
 * @param damaged the path of the class of which only half arrived; empty where all is well
 */
record RaisedJar(String symbolicName, String version, String damaged) {
    private static final Path SHIPPED = Path.of(System.getProperty("vedette.distribution"), "plugins");

    /** The version that the distribution brings along. */
    static String shippedVersion(String symbolicName) throws IOException {
        try (JarFile jar = new JarFile(shipped(symbolicName).toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Constants.BUNDLE_VERSION);
        }
    }

    /** Drops the jar into a folder, whole or not at all. */
    Path drop(Path folder) throws IOException {
        return drop(folder, symbolicName + "-" + version + ".jar");
    }

    /** Drops the jar into a folder under a name of its own. */
    Path drop(Path folder, String name) throws IOException {
        Path jar = folder.resolve(name);
        Path part = folder.resolveSibling(jar.getFileName() + ".part");
        try (JarFile shipped = new JarFile(shipped(symbolicName).toFile());
                OutputStream out = Files.newOutputStream(part);
                JarOutputStream entries = new JarOutputStream(out, raised(shipped.getManifest()))) {
            boolean found = damaged.isEmpty();
            for (Enumeration<JarEntry> all = shipped.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                if (!entry.getName().equals(JarFile.MANIFEST_NAME) && !entry.isDirectory()) {
                    entries.putNextEntry(new JarEntry(entry.getName()));
                    entries.write(content(shipped, entry));
                    entries.closeEntry();
                    found |= entry.getName().equals(damaged);
                }
            }
            if (!found) {
                throw new IllegalArgumentException("no class " + damaged + " in " + shipped.getName());
            }
        }
        return Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private byte[] content(JarFile shipped, JarEntry entry) throws IOException {
        byte[] whole = shipped.getInputStream(entry).readAllBytes();
        return entry.getName().equals(damaged) ? Arrays.copyOf(whole, whole.length / 2) : whole;
    }

    private Manifest raised(Manifest shipped) {
        Manifest raised = new Manifest(shipped);
        raised.getMainAttributes().putValue(Constants.BUNDLE_VERSION, version);
        return raised;
    }

    private static Path shipped(String symbolicName) throws IOException {
        try (var jars = Files.newDirectoryStream(SHIPPED, symbolicName + "-*.jar")) {
            return jars.iterator().next();
        }
    }
}
