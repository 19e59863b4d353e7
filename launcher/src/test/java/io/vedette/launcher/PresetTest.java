package io.vedette.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped presets on the shipped files. */
class PresetTest {
    private static final Path CONFIG = Path.of("../config");
    private static final String EVENT = "io.vedette.event.cfg";
    private static final String ONNX = "io.vedette.detector.onnx.cfg";

    @TempDir
    Path root;

    private Path distribution;
    private HomeFolder home;

    @BeforeEach
    void ship() throws IOException, UsageException {
        distribution = root.resolve("distribution");
        for (String each : List.of("etc", "lib", "system", "presets")) {
            Files.createDirectories(distribution.resolve(each));
        }
        copy(CONFIG, distribution.resolve("etc"));
        for (String each : Preset.NAMES) {
            copy(
                    CONFIG.resolve("presets").resolve(each),
                    distribution.resolve("presets").resolve(each));
        }
        home = new HomeFolder(root.resolve("home"), distribution);
        home.layOut();
        home.renew();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, Files::isRegularFile)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private String apply(String preset) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new Preset(distribution, preset).apply(home.etc(), new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8).strip();
    }

    private static Properties settings(Path file) throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            settings.load(in);
        }
        return settings;
    }

    private String set(String file, String key) throws IOException {
        return settings(home.etc().resolve(file)).getProperty(key);
    }

    @Test
    void setsWhatNobodyHasSetAndKeepsTheComments() throws IOException {
        assertThat(apply("pi")).isEqualTo("Preset pi");

        assertThat(set(EVENT, "retention")).isEqualTo("7");
        assertThat(set(ONNX, "concurrency")).isEqualTo("1");
        assertThat(set("io.vedette.camera.example", "detect.fps")).isEqualTo("2");
        Path file = home.etc().resolve(EVENT);
        assertThat(file)
                .content()
                .contains("# Days that events and their pictures are kept")
                .contains("#sinks = mqtt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(apply("pi")).isEqualTo("Preset pi");
    }

    @Test
    void leavesTheUsersOwnAloneAndSaysSo() throws IOException {
        Files.writeString(home.etc().resolve(EVENT), "retention = 5\n");

        assertThat(apply("pi")).isEqualTo("Preset pi; set by you, and left as it is: " + EVENT);
        assertThat(home.etc().resolve(EVENT)).hasContent("retention = 5\n");
        assertThat(set(ONNX, "threads")).isEqualTo("2");
    }

    @Test
    void onePresetTakesBackWhatAnotherHasSet() throws IOException {
        apply("pi");
        apply("server");
        assertThat(set(EVENT, "retention")).isEqualTo("90");
        assertThat(set(ONNX, "threads")).isNull();

        apply("desktop");
        try (Stream<Path> shipped = Files.list(distribution.resolve("etc"))) {
            for (Path each : (Iterable<Path>) shipped::iterator) {
                assertThat(home.etc().resolve(each.getFileName())).hasSameTextualContentAs(each);
            }
        }
    }

    @Test
    void everyPresetSetsOptionsThatThereAre() throws IOException {
        for (String preset : Preset.NAMES) {
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(CONFIG.resolve("presets").resolve(preset))) {
                for (Path file : files) {
                    if (file.endsWith("java.opts")) {
                        continue;
                    }
                    List<String> shipped = Files.readAllLines(CONFIG.resolve(file.getFileName()));
                    for (String key : settings(file).stringPropertyNames()) {
                        assertThat(shipped)
                                .as("%s of %s", key, file)
                                .anyMatch(line -> line.startsWith("#" + key + " ="));
                    }
                }
            }
        }
    }
}
