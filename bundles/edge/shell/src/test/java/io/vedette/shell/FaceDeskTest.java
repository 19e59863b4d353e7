package io.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceDeskTest {
    @TempDir
    Path folder;

    private final Gallery gallery = new Gallery();

    @BeforeEach
    void pictures() throws IOException {
        Files.writeString(folder.resolve("a.jpg"), "face");
        Files.writeString(folder.resolve("anna.jpg"), "face of Anna");
        Files.writeString(folder.resolve("wall.jpg"), "wall");
    }

    /** What the command prints. */
    private String faces(String verb, String... behind) throws CommandException, InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        faces(said, verb, behind);
        return said.toString(StandardCharsets.UTF_8);
    }

    private void faces(ByteArrayOutputStream said, String verb, String... behind)
            throws CommandException, InterruptedException {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        new FaceDesk(gallery, out, folder::resolve).serve(FacesLine.of(verb, List.of(behind), null, false));
    }

    @Test
    void enrolsMovesAndRemoves() throws Exception {
        assertThat(faces("enroll", "Anna", "a.jpg", "anna.jpg"))
                .isEqualTo("a.jpg: ok quality 0.83\nanna.jpg: ok quality 0.83\n");
        assertThat(faces("move", "Anna", "blocked")).isEqualTo("Anna is on the list blocked\n");
        assertThat(faces("list")).contains("Anna").contains("blocked").contains("2026-11-21T12:00:00Z");
        assertThat(faces("list", "--json"))
                .isEqualTo("[{\"name\":\"Anna\",\"list\":\"blocked\",\"pictures\":[1],"
                        + "\"since_utc\":\"2026-11-21T12:00:00Z\",\"last_seen_utc\":null}]\n");
        assertThat(faces("remove", "Anna")).contains("Anna is removed");
        assertThat(faces("list")).contains("Nobody is enrolled");
    }

    @Test
    void tellsForEachFileWhyItWasNotEnrolledAndFails() throws Exception {
        Files.createDirectory(folder.resolve("more"));
        Files.createFile(folder.resolve("empty.jpg"));
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.jpg").toFile(), "rw")) {
            large.setLength(20_000_001);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        assertThatThrownBy(() -> faces(
                        said, "enroll", "Anna", "more", "a.jpg", "wall.jpg", "nowhere.jpg", "empty.jpg", "large.jpg"))
                .isInstanceOf(CommandException.class)
                .hasMessage("5 of 6 pictures are not enrolled");
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "more: not enrolled: this is a folder; name its files, such as more/*.jpg",
                        "a.jpg: ok quality 0.83",
                        "wall.jpg: not enrolled: no face is on this picture",
                        "nowhere.jpg: not enrolled: there is no such file",
                        "empty.jpg: not enrolled: a picture is at most 20 MB, but this is empty",
                        "large.jpg: not enrolled: a picture is at most 20 MB, but this is 21 MB");
    }

    @Test
    void tellsWhoIsOnAPicture() throws Exception {
        assertThat(faces("test", "anna.jpg", "a.jpg", "wall.jpg").lines())
                .containsExactly(
                        "anna.jpg: Anna, known, similarity 0.71, quality 0.90, at 0.10 0.20 0.30 0.40",
                        "a.jpg: nobody who is enrolled, most similar 0.20, quality 0.50, at 0.00 0.00 1.00 1.00",
                        "wall.jpg: there is no face on it");
        assertThat(faces("test", "anna.jpg", "--json"))
                .isEqualTo("[{\"file\":\"anna.jpg\",\"bbox\":[0.1,0.2,0.3,0.4],\"quality\":0.9,"
                        + "\"name\":\"Anna\",\"list\":\"known\",\"similarity\":0.71}]\n");
        assertThatThrownBy(() -> faces("test", "nowhere.jpg")).hasMessage("1 of 1 picture is not tested");
    }

    @Test
    void strangersGetANameOrAreForgotten() throws Exception {
        assertThat(faces("strangers", "--json"))
                .isEqualTo("[{\"id\":7,\"visits\":3,\"pictures\":[70,71],\"first_utc\":\"2026-11-21T12:00:00Z\","
                        + "\"last_utc\":\"2026-11-21T12:01:00Z\"}]\n");
        assertThat(faces("name", "7", "Postman")).isEqualTo("Stranger 7 is Postman, on the list known\n");
        assertThat(faces("strangers")).contains("No face is without a name");
        assertThatThrownBy(() -> faces("forget", "7")).hasMessage("There is no stranger 7");
        assertThatThrownBy(() -> faces("forget", "Postman")).hasMessageContaining("'Postman'");
    }

    @Test
    void exportsForTheOwnerAloneAndOnlyWhole() throws Exception {
        faces("enroll", "Anna", "a.jpg");
        Path file = folder.resolve("anna.zip");

        assertThat(faces("export", "Anna", "anna.zip")).contains("anna.zip");
        assertThat(file).hasContent("half whole");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        assertThatThrownBy(() -> faces("export", "Anna", "anna.zip")).hasMessageContaining("is there already");
        assertThat(file).hasContent("half whole");
        assertThatThrownBy(() -> faces("export", "Berta", "berta.zip")).hasMessage("Nobody is called 'Berta'");
        assertThatThrownBy(() -> faces("export", "Anna", "none/anna.zip"))
                .hasMessageEndingWith("there is no such folder");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .contains("anna.zip")
                    .noneMatch(each -> each.contains("berta") || each.endsWith(".part"));
        }
    }

    /** The shell logs the message of everything else. */
    @Test
    void whatNamesAPersonIsARefusal() {
        for (String verb : List.of("remove", "move", "export")) {
            String[] words = verb.equals("remove") ? new String[] {"Anna"} : new String[] {"Anna", "known"};
            assertThatThrownBy(() -> faces(verb, words))
                    .isInstanceOf(CommandException.class)
                    .hasNoCause()
                    .hasMessageContaining("Anna");
        }
    }

    @Test
    void tellsWhatStandsInTheWay() throws Exception {
        gallery.trouble("the face model is not here; ./vedette models pull");
        for (String verb : List.of("enroll", "test")) {
            assertThatThrownBy(() -> faces(verb, "a.jpg", "b.jpg"))
                    .as("one line for all pictures")
                    .hasMessage("the face model is not here; ./vedette models pull");
        }
        assertThat(faces("list")).contains("Nobody is recognised: the face model is not here");
        assertThat(faces("list", "--json")).isEqualTo("[]\n");
    }
}
