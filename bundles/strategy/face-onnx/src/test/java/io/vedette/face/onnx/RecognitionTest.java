package io.vedette.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Polygon;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceTraits;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real models on real pictures: one person's faces are alike, other people's are not. */
class RecognitionTest {

    private ObjectDetector.Session session;

    @BeforeEach
    void open() throws Exception {
        session = new OnnxFaces(Models.of(Models.yunet(), Models.mobileFaceNet()), Map.of()).open();
    }

    @AfterEach
    void close() {
        if (session != null) {
            session.close();
        }
    }

    private Embedding of(String picture) throws Exception {
        return Portraits.embedding(session, Portraits.read(picture));
    }

    @Test
    void facesOfOnePersonAreAlike() throws Exception {
        Embedding obama = of("obama_enrol.jpg");
        Embedding biden = of("biden_enrol.jpg");

        assertThat(obama.size()).isEqualTo(128);
        assertThat(obama.modelSha256()).isEqualTo(Models.EMBED_SHA256);
        // Measured: 0.71, 0.74, 0.65.
        assertThat(obama.cosine(of("obama_2.jpg"))).isGreaterThan(0.6);
        assertThat(obama.cosine(of("obama_3.jpg"))).isGreaterThan(0.6);
        assertThat(biden.cosine(of("biden_2.jpg"))).isGreaterThan(0.55);
    }

    @Test
    void strangersAreNotAlike() throws Exception {
        List<Embedding> people = new ArrayList<>();
        for (String each : List.of("obama_enrol.jpg", "biden_enrol.jpg", "collins_astronaut.png", "grace_hopper.bmp")) {
            people.add(of(each));
        }
        for (Detection each : Portraits.faces(session, Portraits.read("group4_ccby.jpg"))) {
            people.add(Portraits.traits(each).embedding().orElseThrow());
        }

        assertThat(people).hasSize(8);
        for (int one = 0; one < people.size(); one++) {
            for (int other = 0; other < one; other++) {
                // Measured: at most 0.16.
                assertThat(people.get(one).cosine(people.get(other)))
                        .as("%d and %d", one, other)
                        .isLessThan(0.25);
            }
        }
    }

    @Test
    void eachFaceOfAGroupHasItsTraitsAndLandmarks() throws Exception {
        List<Detection> faces = Portraits.faces(session, Portraits.read("group4_ccby.jpg"));

        assertThat(faces).hasSize(4).allSatisfy(face -> {
            assertThat(face.label()).isEqualTo("face");
            assertThat(face.attributes().get("landmarks"))
                    .asInstanceOf(InstanceOfAssertFactories.list(Polygon.Point.class))
                    .hasSize(5);
            assertThat(Portraits.traits(face).quality()).isBetween(0.5, 1.0);
        });
    }

    @Test
    void onlyTheBestFacesGetAnEmbedding() throws Exception {
        OnnxFaces two =
                new OnnxFaces(Models.of(Models.yunet(), Models.mobileFaceNet()), Map.of("most-embeddings", "2"));
        try (ObjectDetector.Session few = two.open()) {
            assertThat(Portraits.faces(few, Portraits.read("group4_ccby.jpg")))
                    .extracting(face -> Portraits.traits(face).embedding().isPresent())
                    .containsExactly(true, true, false, false);
        }
    }

    @Test
    void aFaceStaysTheSameWhereItMovesTurnsAndShrinks() throws Exception {
        for (String person : List.of("obama", "biden")) {
            Embedding enrolled = of(person + "_enrol.jpg");
            BufferedImage whole = Portraits.read(person + "_2.jpg");
            BufferedImage image = Portraits.scaled(whole, 0.4);
            Detection face = Portraits.face(session, image);
            for (double[] change :
                    new double[][] {{0, 0, 0}, {0, 17, -9}, {-20, 0, 0}, {-10, 5, 0}, {10, 0, 5}, {20, 0, 0}}) {
                BufferedImage changed = Portraits.around(image, face, change[0], change[1], change[2]);
                // Measured: 0.58 to 0.73.
                assertThat(Portraits.embedding(session, changed).cosine(enrolled))
                        .as("%s, turned by %.0f°, moved by %.0f %.0f", person, change[0], change[1], change[2])
                        .isGreaterThan(0.5);
            }
            for (double scale : new double[] {0.8, 0.5, 0.3, 0.2}) {
                assertThat(Portraits.embedding(session, Portraits.scaled(whole, scale))
                                .cosine(enrolled))
                        .as("%s, scaled by %.2f", person, scale)
                        .isGreaterThan(0.5);
            }
        }
    }

    @Test
    void aBlurredFaceIsWorthLittleAndThenNothing() throws Exception {
        BufferedImage image = Portraits.scaled(Portraits.read("obama_3.jpg"), 0.35);
        double before = 1.01;
        for (int reach : new int[] {0, 2, 3, 4, 6}) {
            FaceTraits traits = Portraits.traits(Portraits.face(session, Portraits.blurred(image, reach)));

            assertThat(traits.quality()).as("blurred by %d", reach).isLessThan(before);
            assertThat(traits.embedding().isPresent()).isEqualTo(traits.quality() >= 0.2);
            before = traits.quality();
        }
        assertThat(before).isLessThan(0.1);
    }

    @Test
    void aTinyFaceIsFoundButWorthNothing() throws Exception {
        for (String name : List.of("obama_2.jpg", "biden_2.jpg")) {
            FaceTraits traits = Portraits.traits(Portraits.face(session, Portraits.scaled(Portraits.read(name), 0.05)));

            assertThat(traits.quality()).as(name).isLessThan(0.1);
            assertThat(traits.embedding()).as(name).isEmpty();
        }
    }

    @Test
    void aFaceThatIsHalfOutsideTheFrameIsWorthLess() throws Exception {
        BufferedImage image = Portraits.read("grace_hopper.bmp");
        Detection face = Portraits.face(session, image);
        int middle = (int) ((face.box().x() + 0.6 * face.box().width()) * image.getWidth());
        BufferedImage half = image.getSubimage(0, 0, middle, image.getHeight());

        assertThat(Portraits.traits(face).quality()).isGreaterThan(0.9);
        assertThat(Portraits.faces(session, half))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(Portraits.traits(each).quality()).isLessThan(0.2));
    }

    @Test
    void aFaceWithoutLandmarksIsWorthLessAndStillRecognised() throws Exception {
        try (ObjectDetector.Session boxes =
                new OnnxFaces(Models.of(Models.ultraFace(), Models.mobileFaceNet()), Map.of()).open()) {
            FaceTraits traits = Portraits.traits(Portraits.face(boxes, Portraits.read("obama_enrol.jpg")));

            assertThat(traits.quality()).isBetween(0.2, 0.5);
            assertThat(traits.embedding().orElseThrow().cosine(of("obama_enrol.jpg")))
                    .isGreaterThan(0.8);
        }
    }
}
