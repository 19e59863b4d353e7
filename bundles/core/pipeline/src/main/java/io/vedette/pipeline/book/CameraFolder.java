package io.vedette.pipeline.book;

import io.vedette.core.spi.camera.CameraFiles;
import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.store.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The cameras' files in the home's {@code etc}, checked by the reader of the camera book before they are written. Thread-safe. */
@Component(service = CameraFiles.class)
public final class CameraFolder implements CameraFiles {

    private static final String BEGIN = CameraBook.PID + "-";
    private static final String END = ".cfg";

    private final Path etc;
    private final Secrets secrets;

    @Activate
    public CameraFolder(@Reference Home home) {
        this.etc = home.etc();
        this.secrets = new Secrets(home);
    }

    @Override
    public Optional<Path> find(String id) {
        // An id that is none must not lead out of the folder.
        return SettingsReader.ID.matcher(id).matches() ? Optional.of(file(id)).filter(Files::exists) : Optional.empty();
    }

    private Path file(String id) {
        return etc.resolve(BEGIN + id + END);
    }

    @Override
    public synchronized Path add(String id, Map<String, String> settings) throws IOException {
        check(id, settings);
        Path file = file(id);
        if (Files.exists(file)) {
            throw new IllegalArgumentException("there is a file of camera " + id + " already: " + file);
        }
        // Its name keeps it from being taken for a setting before it is whole.
        Path fresh = etc.resolve(BEGIN + id + END + ".new");
        Files.deleteIfExists(fresh);
        try {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text(settings), StandardCharsets.ISO_8859_1);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return file;
    }

    private void check(String id, Map<String, String> settings) {
        for (Map.Entry<String, String> each : settings.entrySet()) {
            if (!SettingsReader.KEYS.contains(each.getKey())) {
                throw new IllegalArgumentException("there is no setting " + each.getKey() + "; see the file "
                        + etc.resolve("io.vedette.camera.example"));
            }
            // Whoever reads such files puts variables in for them.
            if (each.getValue().contains("${")) {
                throw new IllegalArgumentException(each.getKey()
                        + " must not hold ${; write the secret to etc/secrets/NAME and $[secret:NAME] in its place");
            }
            if (each.getValue().chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(each.getKey() + " must be one line");
            }
        }
        try {
            new SettingsReader(id, settings, secrets).read();
        } catch (SettingsReader.BadValue e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String text(Map<String, String> settings) {
        StringBuilder text = new StringBuilder("# All settings are told in io.vedette.camera.example.\n");
        new TreeMap<>(settings).forEach((key, value) -> text.append(key)
                .append(" = ")
                .append(escaped(value.strip()))
                .append('\n'));
        return text.toString();
    }

    /** As {@link Properties} reads it, and as plain as can be: people edit these files. */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == '\\') {
                text.append("\\\\");
            } else if (each < 127) {
                text.append(each);
            } else {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
            }
        }
        return text.toString();
    }

    @Override
    public synchronized boolean remove(String id) throws IOException {
        Optional<Path> file = find(id);
        return file.isPresent() && Files.deleteIfExists(file.get());
    }

    @Override
    public Map<String, String> refused() throws IOException {
        Map<String, String> complaints = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(etc, BEGIN + "*" + END)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String id = name.substring(BEGIN.length(), name.length() - END.length());
                complaint(id, file).ifPresent(complaint -> complaints.put(id, complaint));
            }
        }
        return complaints;
    }

    private Optional<String> complaint(String id, Path file) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("the file cannot be read: " + e);
        }
        Map<String, String> settings = new HashMap<>();
        read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key)));
        try {
            new SettingsReader(id, settings, secrets).read();
            return Optional.empty();
        } catch (SettingsReader.BadValue e) {
            return Optional.of(e.getMessage());
        }
    }
}
