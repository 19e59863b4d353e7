package io.vedette.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that holds everything that changes, made ready before the framework starts. Confined to one thread. */
final class HomeFolder {
    /** Of {@code etc}, what belongs to the user. */
    private static final String USERS = "io.vedette.";
    /** The folder of passwords and keys, which nobody can bring back. */
    private static final String SECRETS = "secrets";
    /** For whatever the user's umask would let others do: who writes to {@code deploy} runs code as Vedette. */
    private static final FileAttribute<Set<PosixFilePermission>> NO_WRITING_BY_OTHERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    private final Path root;
    private final Path distribution;

    HomeFolder(Path root, Path distribution) {
        this.root = root;
        this.distribution = distribution;
    }

    Path root() {
        return root;
    }

    Path etc() {
        return root.resolve("etc");
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("log");
    }

    /** Makes the folders; a file in the way, or no right to write, is the user's to put right. */
    void layOut() throws UsageException {
        try {
            for (String each : List.of("etc", "data", "data/tmp", "data/ssh", "deploy", "log", "models", "media")) {
                Files.createDirectories(root.resolve(each), NO_WRITING_BY_OTHERS);
            }
            permit(data(), "rwx------");
            permit(etc(), "rwx------");
        } catch (IOException e) {
            throw new UsageException("The home folder " + root + " cannot be written: " + e);
        }
    }

    /** Whether it was ever made ready for a start. */
    boolean isRenewed() {
        return Files.exists(data().resolve("build-id"));
    }

    /** Renews the system's own settings, adds the user's where missing, forgets what belongs to a former build. */
    void renew() throws IOException {
        String build = buildId();
        Path mark = data().resolve("build-id");
        if (!Files.exists(mark) || !Files.readString(mark).equals(build)) {
            delete(data().resolve("cache"));
            Files.writeString(mark, build);
        }
        // The files in etc are the truth; what the framework kept of the last run's settings is not.
        delete(data().resolve("config"));
        delete(data().resolve("tmp"));
        Files.createDirectories(data().resolve("tmp"));
        renewEtc();
    }

    private void renewEtc() throws IOException {
        Path shipped = distribution.resolve("etc");
        try (Stream<Path> old = Files.list(etc())) {
            for (Path each : (Iterable<Path>) old::iterator) {
                if (!isUsers(each)) {
                    delete(each);
                }
            }
        }
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path from : (Iterable<Path>) files::iterator) {
                Path to = etc().resolve(shipped.relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else if (!isUsers(from) || !Files.exists(to)) {
                    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
                    permit(to, "rw-------");
                }
            }
        }
    }

    private static boolean isUsers(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(USERS) || name.equals(SECRETS);
    }

    /** Cameras that somebody has configured, by file. */
    boolean hasCameras() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(etc(), USERS + "camera-*.cfg")) {
            return files.iterator().hasNext();
        }
    }

    /** A setting of one of the user's files, or the default where it is absent. */
    String setting(String pid, String key, String otherwise) throws IOException {
        Path file = etc().resolve(pid + ".cfg");
        Properties settings = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                settings.load(in);
            }
        }
        return settings.getProperty(key, otherwise).trim();
    }

    /** Writes the cameras of this run, for nobody else to read: an address may hold a password. */
    Path writeCameras(Map<String, String> cameras) throws IOException {
        Path file = data().resolve("run-cameras.properties");
        Files.deleteIfExists(file);
        if (!cameras.isEmpty()) {
            Properties lines = new Properties();
            lines.putAll(cameras);
            createPrivate(file);
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                lines.store(out, null);
            }
        }
        return file;
    }

    /** Appends lines to a file of the system's own settings, for this run. */
    void amend(String file, List<String> lines) throws IOException {
        Files.write(
                etc().resolve(file),
                lines,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Creates an empty file that only its owner can read. */
    static void createPrivate(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Writes a file that only its owner can read; it is whole from its first moment. */
    static void writePrivate(Path file, List<String> lines) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        createPrivate(whole);
        Files.write(whole, lines, StandardCharsets.UTF_8);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    /** Names, sizes and times of all that the distribution brings: a new build has a new id. */
    private String buildId() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        for (String folder : List.of("etc", "lib", "system")) {
            try (Stream<Path> files = Files.walk(distribution.resolve(folder))) {
                files.filter(Files::isRegularFile).sorted().forEach(file -> digest.update(line(file)));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] line(Path file) {
        try {
            String text = distribution.relativize(file) + " " + Files.size(file) + " "
                    + Files.getLastModifiedTime(file).toMillis() + "\n";
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder with all that is in it; links are not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(each);
            }
        }
    }
}
