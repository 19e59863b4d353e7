package io.vedette.detector.cuda;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.vedette.api.detect.DetectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * ONNX Runtime for GPUs, beside the CPU's in one process. Both are called {@code libonnxruntime.so.1}, and the dynamic linker
 * gives whoever needs that name the one that came first; so ours is loaded from a copy that bears another name. Loaded once,
 * since a JNI library belongs to one class loader, and stays until the process ends. Thread-safe.
 */
final class GpuRuntime {

    /** The version of the Java classes in this bundle, and so of the libraries. */
    static final String VERSION = "1.29.0";

    /** Where the classes of this bundle look; the build renamed it, since the CPU's look at {@code onnxruntime.native.path}. */
    static final String PROPERTY = "vedettecuda.native.path";

    static final String LIBRARY = "libonnxruntime.so";
    static final String JNI_LIBRARY = "libonnxruntime4j_jni.so";
    static final String USUAL_NAME = "libonnxruntime.so.1";
    static final String OUR_NAME = "libonnxruntime.gpu1";

    private static final Map<String, Integer> MACHINES =
            Map.of("amd64", SharedObject.X86_64, "aarch64", SharedObject.AARCH64);

    /** The folder that was loaded, or null. Static like the library itself, which outlives a stop of the bundle. */
    private static Path loaded;

    /** Why the classes will fail for as long as they live, or empty. */
    private static String broken = "";

    private final Path copies;

    /** @param copies a folder of this bundle's own, for what is loaded */
    GpuRuntime(Path copies) {
        this.copies = copies;
    }

    /**
     * Loads the runtime, unless it is.
     *
     * @param folder where the owner put its libraries; only read
     * @throws DetectorException it is missing, unfit or broken, or another one is loaded
     */
    void load(Path folder) throws DetectorException {
        synchronized (GpuRuntime.class) {
            if (!broken.isEmpty()) {
                throw new DetectorException(
                        "the GPU runtime could not be loaded (" + broken + "); mend it and start Vedette again");
            }
            if (loaded == null) {
                check(folder);
                loadFirst(folder);
            } else if (!folder.equals(loaded)) {
                throw new DetectorException("the GPU runtime of " + loaded
                        + " is loaded already; start Vedette again to take that of " + folder);
            }
        }
    }

    private void loadFirst(Path folder) throws DetectorException {
        // Another revision of this bundle has other classes and would get the libraries of the first.
        if (System.getProperties().putIfAbsent(PROPERTY, copies.toString()) != null) {
            throw new DetectorException("another version of this bundle has loaded its GPU runtime into this process;"
                    + " start Vedette again to take this one");
        }
        try {
            copy(folder);
            initialise();
            loaded = folder;
        } catch (IOException e) {
            throw new DetectorException(
                    "the GPU runtime of " + folder + " cannot be copied to " + copies + ": " + e, e);
        } finally {
            if (loaded == null) {
                System.clearProperty(PROPERTY);
            }
        }
    }

    /** Whether a folder holds the libraries, fit for this bundle and machine. */
    static void check(Path folder) throws DetectorException {
        for (String library : List.of(LIBRARY, JNI_LIBRARY)) {
            Path file = folder.resolve(library);
            if (!Files.isRegularFile(file)) {
                throw new DetectorException("the GPU runtime is not there: no " + library + " in " + folder
                        + "; unzip onnxruntime_gpu-" + VERSION + ".jar there, or set runtime to where it is");
            }
            try {
                fits(SharedObject.of(file));
            } catch (IOException e) {
                throw new DetectorException("the GPU runtime cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static void fits(SharedObject library) throws IOException {
        Integer here = MACHINES.get(System.getProperty("os.arch"));
        if (here != null && library.machine() != here) {
            throw new IOException(library + " is for another processor");
        }
        if (!library.names("VERS_" + VERSION) || !library.names(USUAL_NAME)) {
            throw new IOException(library + " is not of ONNX Runtime " + VERSION);
        }
    }

    private void copy(Path folder) throws IOException {
        Files.createDirectories(copies);
        for (String library : List.of(LIBRARY, JNI_LIBRARY)) {
            // Beside it and then in its place, since a process may still run the former one.
            Path copy = copies.resolve(library + ".new");
            Files.copy(folder.resolve(library), copy, StandardCopyOption.REPLACE_EXISTING);
            SharedObject.of(copy).rename(USUAL_NAME, OUR_NAME);
            Files.move(copy, copies.resolve(library), StandardCopyOption.REPLACE_EXISTING);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path provider : files.filter(GpuRuntime::provider).toList()) {
                Path link = copies.resolve(provider.getFileName());
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, provider.toAbsolutePath());
            }
        }
    }

    private static boolean provider(Path file) {
        return file.getFileName().toString().matches("libonnxruntime_providers_[a-z0-9_]+\\.so");
    }

    private static void initialise() throws DetectorException {
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "vedette");
            if (!environment.getVersion().equals(VERSION)) {
                throw new LinkageError("it is version " + environment.getVersion() + " instead of " + VERSION);
            }
        } catch (LinkageError e) {
            Throwable first = e;
            while (first.getCause() != null) {
                first = first.getCause();
            }
            broken = String.valueOf(first.getMessage());
            throw new DetectorException("the GPU runtime cannot be loaded: " + broken, e);
        }
    }
}
