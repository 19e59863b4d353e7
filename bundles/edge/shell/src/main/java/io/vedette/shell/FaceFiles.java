package io.vedette.shell;

import io.vedette.api.face.FaceException;
import io.vedette.core.spi.face.Faces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
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
     * Writes what is stored about a person, for the owner of the process alone. What is there already stays as it is; on failure
     * nothing is left behind.
     */
    static void export(Faces faces, String name, Path file) throws FaceException {
        create(file);
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            faces.export(name, out);
            whole = true;
        } catch (IOException e) {
            throw new FaceException(file + " cannot be written: " + e.getMessage(), e);
        } finally {
            if (!whole) {
                // Where it cannot be deleted either, what went wrong is said all the same.
                boolean unused = file.toFile().delete();
            }
        }
    }

    private static void create(Path file) throws FaceException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new FaceException(file + " is there already; give another file", e);
        } catch (IOException e) {
            throw new FaceException(file + " cannot be written: " + e, e);
        }
    }
}
