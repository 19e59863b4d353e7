package io.vedette.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceTraits;
import io.vedette.testkit.peer.TestData;
import io.vedette.testkit.picture.Clip;
import io.vedette.testkit.picture.StillPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clip of a door, whose truth is known: who is there is recognised, and who is not enrolled is nobody. */
class DoorbellTest {

    private static final Logger LOG = LoggerFactory.getLogger(DoorbellTest.class);
    private static final int FPS = 15;
    private static final int EVERY = 5;
    private static final double THRESHOLD = 0.38;

    /** Somebody before the door; where two are, the other is somebody who is not enrolled. */
    private record Visit(double fromS, double toS, int who, boolean withStranger) {}

    private static final int NOBODY = -1;
    private static final List<String> ENROLLED = List.of("obama_enrol.jpg", "biden_enrol.jpg", "grace_hopper.bmp");
    private static final List<Visit> VISITS = List.of(
            new Visit(10, 17, 0, false),
            new Visit(26, 33, 1, false),
            new Visit(42, 49, NOBODY, false),
            new Visit(57, 63, 2, false),
            new Visit(67, 75, 0, true));

    /** A face with an embedding in the clip. */
    private record Sight(double atS, Embedding embedding) {}

    @Test
    void recognisesWhoIsEnrolledAndNobodyElse() throws Exception {
        List<Embedding> enrolled = new ArrayList<>();
        List<Sight> sights = new ArrayList<>();
        try (ObjectDetector.Session session =
                new OnnxFaces(Models.of(Models.yunet(), Models.mobileFaceNet()), Map.of()).open()) {
            for (String each : ENROLLED) {
                enrolled.add(Portraits.embedding(session, Portraits.read(each)));
            }
            collect(session, sights);
        }
        for (Visit visit : VISITS) {
            List<Sight> seen = sights.stream()
                    .filter(sight -> sight.atS() >= visit.fromS() && sight.atS() <= visit.toS())
                    .toList();
            assertThat(seen).as("faces in %s", visit).hasSizeGreaterThan(10);
            if (visit.who() != NOBODY) {
                isRecognised(visit, seen, enrolled.get(visit.who()));
            }
            for (int other = 0; other < enrolled.size(); other++) {
                if (other != visit.who()) {
                    isNobody(visit, seen, enrolled.get(other));
                }
            }
        }
        assertThat(sights).as("faces while nobody is there").allMatch(sight -> VISITS.stream()
                .anyMatch(visit -> sight.atS() >= visit.fromS() - 0.1 && sight.atS() <= visit.toS() + 0.1));
    }

    private static void collect(ObjectDetector.Session session, List<Sight> sights) throws Exception {
        try (Clip clip = new Clip(TestData.path("videos/doorbell_faces.mp4"), 640, 480, EVERY)) {
            int frame = 0;
            for (StillPicture next = clip.next(); next != null; next = clip.next()) {
                for (Detection face : session.detect(List.of(next.look(0.6))).get(0)) {
                    FaceTraits traits = Portraits.traits(face);
                    double atS = (double) frame / FPS;
                    traits.embedding().ifPresent(embedding -> sights.add(new Sight(atS, embedding)));
                }
                frame += EVERY;
            }
        }
    }

    /** In most frames; where two are, the better one is meant. */
    private static void isRecognised(Visit visit, List<Sight> seen, Embedding who) {
        List<Double> best = seen.stream()
                .map(Sight::atS)
                .distinct()
                .map(at -> seen.stream()
                        .filter(sight -> sight.atS() == at)
                        .map(sight -> sight.embedding().cosine(who))
                        .max(Comparator.naturalOrder())
                        .orElseThrow())
                .sorted()
                .toList();
        tell("who is there", visit, best);
        long recognised = best.stream().filter(value -> value >= THRESHOLD).count();
        assertThat((double) recognised / best.size())
                .as("share of frames of %s in %s", visit, best)
                .isGreaterThan(0.9);
        if (visit.withStranger()) {
            List<Double> between = seen.stream()
                    .map(sight -> sight.embedding().cosine(who))
                    .filter(value -> value < THRESHOLD)
                    .sorted()
                    .toList();
            tell("the one beside", visit, between);
            assertThat(between).hasSizeGreaterThan(10).allMatch(value -> value < 0.3);
        }
    }

    private static void isNobody(Visit visit, List<Sight> seen, Embedding other) {
        List<Double> values = seen.stream()
                .map(sight -> sight.embedding().cosine(other))
                .sorted()
                .toList();
        tell("somebody else", visit, values);
        assertThat(values).as("%s", visit).allMatch(value -> value < 0.3);
    }

    private static void tell(String who, Visit visit, List<Double> sorted) {
        LOG.info(
                "{} s to {} s, {}: {} values {}",
                visit.fromS(),
                visit.toS(),
                who,
                sorted.size(),
                sorted.stream()
                        .map(value -> String.format(Locale.ROOT, "%.2f", value))
                        .toList());
    }
}
