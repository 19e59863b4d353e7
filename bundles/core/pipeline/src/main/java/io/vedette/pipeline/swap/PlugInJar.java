package io.vedette.pipeline.swap;

import io.vedette.core.spi.expert.SwapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar that wants to be a plug-in, as far as its manifest tells. Immutable.
 *
 * @param file where it lies
 * @param bundle its symbolic name
 * @param version its version
 */
record PlugInJar(Path file, String bundle, Version version) {

    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

    /**
     * Reads the manifest.
     *
     * @throws SwapException it is no jar, or no bundle
     */
    static PlugInJar read(Path file) throws SwapException {
        if (!Files.isRegularFile(file)) {
            throw new SwapException(file.toAbsolutePath() + " is not there, or is no file");
        }
        Attributes manifest = manifest(file);
        String name = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (name == null) {
            throw new SwapException(file + " is a jar, but no bundle: its manifest has no Bundle-SymbolicName");
        }
        int directives = name.indexOf(';');
        String plain = (directives < 0 ? name : name.substring(0, directives)).trim();
        if (!SYMBOLIC_NAME.matcher(plain).matches()) {
            throw new SwapException(file + " has no usable Bundle-SymbolicName: '" + name + "'");
        }
        try {
            return new PlugInJar(file, plain, Version.parseVersion(manifest.getValue(Constants.BUNDLE_VERSION)));
        } catch (IllegalArgumentException e) {
            throw new SwapException(file + " has no usable Bundle-Version: " + e.getMessage());
        }
    }

    private static Attributes manifest(Path file) throws SwapException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        } catch (IOException | SecurityException e) {
            throw new SwapException(file + " cannot be read as a jar: " + e.getMessage());
        }
    }

    /** Symbolic name and version, as people read it. */
    String label() {
        return bundle + "/" + version;
    }

    /** Its name in a folder of plug-ins. */
    String fileName() {
        return bundle + "-" + version + ".jar";
    }
}
