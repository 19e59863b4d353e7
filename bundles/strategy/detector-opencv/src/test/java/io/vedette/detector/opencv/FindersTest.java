package io.vedette.detector.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.peer.TestData;
import io.vedette.testkit.picture.StillPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindersTest {

    static Stream<ObjectDetector> finders() {
        return Stream.of(new People(), new Faces());
    }

    @ParameterizedTest
    @MethodSource("finders")
    void serveOnRequestOnly(ObjectDetector finder) {
        assertThat(finder.info().attributes()).containsEntry("on_request", "true");
        assertThat(finder.info().labels()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("finders")
    void answerEachLookAndFindNothingInABlankOne(ObjectDetector finder) throws Exception {
        Look blank = StillPicture.grey(320, 180).look(0.1);
        Look sliver = StillPicture.grey(2000, 20).look(0.1);
        try (ObjectDetector.Session session = finder.open()) {
            assertThat(session.detect(List.of(blank, sliver, blank))).containsExactly(List.of(), List.of(), List.of());
            assertThat(session.detect(List.of())).isEmpty();
            session.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"obama_enrol.jpg", "grace_hopper.bmp", "biden_enrol.jpg", "collins_astronaut.png"})
    void aFaceFromTheFrontIsFound(String name) throws Exception {
        StillPicture picture = StillPicture.read(TestData.path("images/faces/" + name));
        try (ObjectDetector.Session session = new Faces().open()) {
            List<Detection> found = session.detect(List.of(picture.look(0.1))).get(0);
            assertThat(found).isNotEmpty();
            Detection best = found.get(0);
            assertThat(best.label()).isEqualTo("face");
            assertThat(best.score()).isGreaterThan(0.5);
            assertThat(best.box().clipped()).isEqualTo(best.box());
            assertThat(best.box().area()).isGreaterThan(0.01);
        }
    }

    /** Weak as it is, it finds a visitor in some of the pictures; where a person is must be a person's shape. */
    @Test
    void aVisitorIsFoundInSomePictures(@TempDir Path folder) throws Exception {
        List<Path> pictures = visit(folder);
        int found = 0;
        try (ObjectDetector.Session session = new People().open()) {
            for (Path picture : pictures) {
                Look look = StillPicture.read(picture).look(0.1);
                List<Detection> persons = session.detect(List.of(look)).get(0);
                found += persons.stream().anyMatch(FindersTest::upright) ? 1 : 0;
            }
        }
        assertThat(pictures.size()).isGreaterThan(20);
        assertThat(found).isGreaterThanOrEqualTo(3);
    }

    private static boolean upright(Detection person) {
        Box box = person.box();
        return person.score() >= 0.5 && box.height() * 432 > box.width() * 768 && box.height() > 0.3;
    }

    /** Pictures of the six visits' clip, two in a second. */
    private static List<Path> visit(Path folder) throws IOException, InterruptedException {
        Path clip = TestData.path("videos/one-by-one-person-detection.mp4");
        TestData.need(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "no /usr/bin/ffmpeg");
        Process ffmpeg = new ProcessBuilder(
                        List.of("/usr/bin/ffmpeg", "-v", "error", "-i", clip.toString(), "-vf", "fps=2", "%03d.png"))
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(ffmpeg.waitFor(120, TimeUnit.SECONDS)).isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
