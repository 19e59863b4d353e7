package io.vedette.pipeline.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.pipeline.lane.House;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraFolderTest {

    @TempDir
    Path root;

    private Path etc;
    private CameraFolder folder;

    @BeforeEach
    void makeHome() throws IOException {
        etc = Files.createDirectory(root.resolve("etc"));
        Files.createDirectory(etc.resolve("secrets"));
        Files.writeString(etc.resolve("secrets/door"), "hunter2");
        folder = new CameraFolder(House.home(root));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(etc)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("secrets"))
                    .toList();
        }
    }

    @Test
    void writesWhatACameraIsToldToBe() throws IOException {
        Map<String, String> settings = Map.of(
                "uri", "rtsp://admin:p\\w#=:!€@door/1?a=b&c=d", "labels", "person, dog", "motion.masks", "0,0;1,0;1,1");

        Path file = folder.add("front-door", settings);

        assertThat(file).isEqualTo(etc.resolve("io.vedette.camera-front-door.cfg"));
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            read.load(reader);
        }
        assertThat(read).isEqualTo(settings);
        assertThat(folder.refused()).isEmpty();
        assertThat(folder.find("front-door")).hasValue(file);
    }

    @Test
    void letsNobodyElseReadIt() throws IOException {
        Path file = folder.add("door", Map.of("uri", "rtsp://admin:secret@door/1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactly("io.vedette.camera-door.cfg");
    }

    @Test
    void keepsAPlaceholderAsItIs() throws IOException {
        Path file = folder.add("door", Map.of("uri", "rtsp://admin:$[secret:door]@door/1"));
        assertThat(file).content().contains("$[secret:door]").doesNotContain("hunter2");
    }

    @Test
    void refusesAnIdThatIsThereAlready() throws IOException {
        Path file = folder.add("door", Map.of("uri", "demo:"));
        assertThatThrownBy(() -> folder.add("door", Map.of("uri", "rtsp://other/1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("camera door already");
        assertThat(file).content().contains("demo:").doesNotContain("other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "detect.fps|500|detect.fps = 500 is not a number from 0.2 to 30",
                "transport|carrier pigeon|transport = carrier pigeon is not tcp or udp",
                "preroll|2 h|preroll = 2 h is not a length from 0 s to 60 s",
                "uri|gopher://admin:secret@door/1|uri = gopher://door/1 is not an rtsp",
                "uri|front.mp4|uri = (not shown) is not an rtsp",
                "uri|rtsp://u:$[secret:nobody]@door/1|there is no readable secret etc/secrets/nobody",
                "uri|rtsp://u:${HOME}@door/1|uri must not hold ${",
                "colour|red|there is no setting colour"
            })
    void refusesABadValueInOneLineAndWritesNothing(String key, String value, String complaint) throws IOException {
        Map<String, String> settings = key.equals("uri") ? Map.of(key, value) : Map.of("uri", "demo:", key, value);
        assertThatThrownBy(() -> folder.add("door", settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("secret@");
        assertThat(files()).isEmpty();
    }

    @Test
    void letsNoValueSmuggleInAnotherLine() throws IOException {
        assertThatThrownBy(() -> folder.add("door", Map.of("uri", "demo:", "labels", "dog\nuri = rtsp://evil/1")))
                .hasMessage("labels must be one line");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Front", "../door", "a b", "door.cfg", "0123456789012345678901234567890123456789-"})
    void takesNoIdThatIsNone(String id) throws IOException {
        assertThatThrownBy(() -> folder.add(id, Map.of("uri", "demo:"))).hasMessageContaining("1 to 40 of a-z");
        assertThat(folder.remove(id)).isFalse();
        assertThat(folder.find(id)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void removesOnlyTheFileThatIsMeant() throws IOException {
        folder.add("door", Map.of("uri", "demo:"));
        folder.add("door-2", Map.of("uri", "demo:"));
        assertThat(folder.remove("door")).isTrue();
        assertThat(folder.remove("door")).isFalse();
        assertThat(files()).containsExactly("io.vedette.camera-door-2.cfg");
    }

    @Test
    void tellsWhichFilesCannotBeUsed() throws IOException {
        folder.add("good", Map.of("uri", "demo:"));
        Files.writeString(etc.resolve("io.vedette.camera-bad.cfg"), "uri = demo:\ndetect.fps = 0.1\n");
        Files.writeString(etc.resolve("io.vedette.camera-empty.cfg"), "");
        Files.writeString(etc.resolve("io.vedette.camera-broken.cfg"), "uri = \\u12\n");
        Files.writeString(etc.resolve("io.vedette.camera.example"), "nonsense");
        assertThat(folder.refused()).containsOnlyKeys("bad", "empty", "broken");
        assertThat(folder.refused().get("bad")).isEqualTo("detect.fps = 0.1 is not a number from 0.2 to 30");
    }
}
