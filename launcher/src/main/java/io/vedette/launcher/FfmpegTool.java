package io.vedette.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** FFmpeg's executable out of the distribution: of the same build as the libraries that the program decodes with. */
final class FfmpegTool {
    private static final String JARS = "system/io/vedette/native/io.vedette.native.javacv";
    private static final String WANTED = "org/bytedeco/ffmpeg/[^/]+/(ffmpeg|lib[^/]+\\.so\\.[0-9]+)";

    private FfmpegTool() {}

    /** The executable, put into a folder with the libraries that it needs. */
    static Path unpack(Path distribution, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (ZipFile jar = new ZipFile(jar(distribution).toFile())) {
            Enumeration<? extends ZipEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().matches(WANTED)) {
                    copy(jar, entry, folder);
                }
            }
        }
        Path ffmpeg = folder.resolve("ffmpeg");
        if (!ffmpeg.toFile().setExecutable(true)) {
            throw new IOException("the distribution's FFmpeg cannot be made ready in " + folder);
        }
        return ffmpeg;
    }

    private static void copy(ZipFile jar, ZipEntry entry, Path folder) throws IOException {
        // WANTED leaves no folder in the last part of the name.
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, folder.resolve(name));
        }
    }

    private static Path jar(Path distribution) throws IOException {
        try (Stream<Path> files = Files.walk(distribution.resolve(JARS))) {
            return files.filter(each -> each.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the distribution holds no FFmpeg below " + JARS));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
