package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./vedette faces} where nothing runs, and then where an instance does: the same gallery, the same words. */
class FacesIT {
    private static final String SECRET = "a secret of the test, long enough";

    @TempDir
    private Path folder;

    private Vedette faces(Path home, String... words) throws IOException, InterruptedException {
        return Vedette.ran(folder, Map.of(), line(home, words));
    }

    private static String[] line(Path home, String... words) {
        List<String> line = new ArrayList<>(List.of("faces"));
        line.addAll(List.of(words));
        line.addAll(List.of("--home", home.toString(), "--models", models()));
        return line.toArray(String[]::new);
    }

    private static String models() {
        return TestData.path("models").toAbsolutePath().normalize().toString();
    }

    private static String image(String name) {
        return TestData.path("images/faces/" + name)
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    private void said(String words, int exit, Vedette vedette) {
        assertThat(vedette.output()).contains(words);
        assertThat(vedette.exit()).as(vedette.output()).isEqualTo(exit);
    }

    @Test
    void opensTheGalleryOfAHomeOnWhichNothingRuns() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        said("Nobody is enrolled", 0, faces(nowhere, "list"));
        said("but not 'enrol'", 1, faces(nowhere, "enrol", "Anna", "a.jpg"));
        assertThat(nowhere).doesNotExist();

        Instance instance = new Instance(folder).with("io.vedette.face.cfg", "encryption.key = $[secret:face-key]");
        Path secrets = Files.createDirectories(instance.home.resolve("etc/secrets"));
        Files.writeString(secrets.resolve("face-key"), SECRET);
        twoAtOnceAndAStart(instance);
        assertThat(instance.rows("SELECT count(*) FROM face_seal")).containsExactly("1");

        String listed = faces(instance.home, "list").output();
        assertThat(listed).contains("Biden").contains("Obama").doesNotContain("Nobody is recognised");
        try (instance) {
            instance.start();
            await("the experts")
                    .untilAsserted(() ->
                            assertThat(faces(instance.home, "list").output()).isEqualTo(listed));
            said("Obama, known", 0, faces(instance.home, "test", image("obama_2.jpg")));
            said("Nobody of this name", 1, faces(instance.home, "move", "Grace", "blocked"));
            instance.stop();
        }
        try (Vedette noModel = Vedette.ran(
                folder, Map.of(), "faces", "enroll", "X", image("biden_2.jpg"), "--home", instance.home.toString())) {
            said("models pull", 1, noModel);
            assertThat(noModel.output().lines()).hasSize(1);
        }
        said("Obama is removed", 0, faces(instance.home, "remove", "Obama"));
        assertThat(faces(instance.home, "list", "--json").output())
                .contains("Biden")
                .doesNotContain("Obama");
    }

    private void twoAtOnceAndAStart(Instance instance) throws Exception {
        try (Vedette one = Vedette.start(
                        folder, Map.of(), line(instance.home, "enroll", "Obama", image("obama_enrol.jpg")));
                Vedette other = Vedette.start(
                        folder, Map.of(), line(instance.home, "enroll", "Biden", image("biden_enrol.jpg")))) {
            await("one has its turn").until(() -> Files.exists(instance.home.resolve("data/command.pid")));
            try (Vedette run = Vedette.ran(folder, Map.of(), "run", "--home", instance.home.toString())) {
                said("A command works on", 2, run);
            }
            one.waitFor(Duration.ofSeconds(60));
            other.waitFor(Duration.ofSeconds(60));
            said("ok quality", 0, one);
            said("ok quality", 0, other);
        }
        assertThat(instance.home.resolve("data/command.pid")).doesNotExist();
    }
}
