package io.vedette.shell;

import io.vedette.api.face.FaceException;
import io.vedette.core.spi.face.Faces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that the gallery of faces takes and gives. */
final class FaceFiles {
    private static final long MOST_BYTES = 20_000_000;
    private static final long MEGABYTE = 1_000_000;

    private FaceFiles() {}

    /**
     * A picture's bytes.
     *
     * @throws FaceException it cannot be read; the message says why, without the file
     */
    static byte[] read(Path file) throws FaceException {
        if (Files.isDirectory(file)) {
            throw new FaceException("this is a folder; name its files, such as " + file.getFileName() + "/*.jpg");
        }
        if (!Files.exists(file)) {
            throw new FaceException("there is no such file");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new FaceException("this is no file that can be read");
        }
        try {
            long bytes = Files.size(file);
            if (bytes == 0 || bytes > MOST_BYTES) {
                throw new FaceException("a picture is at most 20 MB, but this is "
                        + (bytes == 0 ? "empty" : (bytes + MEGABYTE - 1) / MEGABYTE + " MB"));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new FaceException("it cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Writes what is stored about a person, for the owner of the process alone. What is there already stays as it is; the file is
     * whole from its first moment, and on failure nothing is left behind.
     */
    static void export(Faces faces, String name, Path file) throws FaceException {
        checkFree(file);
        try {
            Path part = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    file.getFileName().toString(),
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            exportBy(part, faces, name, file);
        } catch (IOException e) {
            throw new FaceException(file + " cannot be written: " + reason(e), e);
        }
    }

    private static void exportBy(Path part, Faces faces, String name, Path file) throws FaceException, IOException {
        try {
            write(faces, name, part);
            checkFree(file);
            Files.move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(Faces faces, String name, Path part) throws FaceException, IOException {
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
            faces.export(name, out);
        }
    }

    private static void checkFree(Path file) throws FaceException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FaceException(file + " is there already; give another file");
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such folder" : String.valueOf(e.getMessage());
    }
}
