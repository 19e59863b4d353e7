package io.vedette.detector.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.picture.Clip;
import io.vedette.testkit.picture.StillPicture;
import io.vedette.vision.onnx.ModelLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The clip of six visitors, compared with what another program found in it with the same model. */
class OneByOneTest {

    private static final int WIDTH = 768;
    private static final int HEIGHT = 432;

    private record Row(Box box, double score) {
        double overlap(Detection detection) {
            double shared = box.intersection(detection.box());
            return shared / (box.area() + detection.box().area() - shared);
        }
    }

    @Test
    void findsExactlyOnePersonInTheMiddleOfAVisit() throws Exception {
        Map<Integer, List<Row>> expected = reference();
        try (Clip clip = clip(130);
                ObjectDetector.Session session = new ModelLoader(TestData.yoloxNano()).load(1, 1)) {
            clip.next();
            List<Detection> found =
                    session.detect(List.of(clip.next().look(0.5))).get(0);

            assertThat(found).extracting(Detection::label).containsOnlyOnce("person");
            Detection person = found.stream()
                    .filter(d -> d.label().equals("person"))
                    .findFirst()
                    .orElseThrow();
            assertThat(expected.get(131).get(0).overlap(person)).isGreaterThan(0.7);
        }
    }

    @Test
    void findsWhatTheReferenceFound() throws Exception {
        Map<Integer, List<Row>> expected = reference();
        int every = 7;
        int rows = 0;
        int found = 0;
        List<String> missed = new ArrayList<>();
        try (Clip clip = clip(every);
                ObjectDetector.Session session = new ModelLoader(TestData.yoloxNano()).load(1, 1)) {
            int frame = 0;
            for (StillPicture picture = clip.next(); picture != null; picture = clip.next(), frame += every) {
                List<Detection> seen =
                        session.detect(List.of(picture.look(0.1))).get(0);
                for (Row row : expected.getOrDefault(frame + 1, List.of())) {
                    if (row.score() < 0.5) {
                        continue;
                    }
                    rows++;
                    if (seen.stream().anyMatch(d -> partners(row, d))) {
                        found++;
                    } else {
                        missed.add("frame " + frame + " " + row + " " + seen);
                    }
                }
            }
        }
        assertThat(rows).isGreaterThan(80);
        assertThat((double) found / rows)
                .as("%d of %d, missed: %s", found, rows, missed)
                .isGreaterThanOrEqualTo(0.95);
    }

    private static boolean partners(Row row, Detection detection) {
        return detection.label().equals("person")
                && row.overlap(detection) >= 0.9
                && Math.abs(row.score() - detection.score()) <= 0.05;
    }

    private static Clip clip(int every) throws IOException {
        return new Clip(TestData.file("videos/one-by-one-person-detection.mp4"), WIDTH, HEIGHT, every);
    }

    /** By frame number, from 1. */
    private static Map<Integer, List<Row>> reference() throws IOException {
        Map<Integer, List<Row>> rows = new HashMap<>();
        for (String line : Files.readAllLines(TestData.file("tracks/ONE-BY-ONE/det.txt"))) {
            String[] field = line.split(",", -1);
            Box box = new Box(
                    Double.parseDouble(field[2]) / WIDTH,
                    Double.parseDouble(field[3]) / HEIGHT,
                    Double.parseDouble(field[4]) / WIDTH,
                    Double.parseDouble(field[5]) / HEIGHT);
            rows.computeIfAbsent(Integer.parseInt(field[0]), n -> new ArrayList<>())
                    .add(new Row(box, Double.parseDouble(field[6])));
        }
        return rows;
    }
}
