package io.vedette.detector.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.Polygon;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.testkit.picture.StillPicture;
import io.vedette.vision.onnx.ModelLoader;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Real models on real pictures: what is in the picture is seen, and where it is. */
class FamiliesTest {

    @Test
    void yoloxSeesAnimals() throws Exception {
        assertAnimals(TestData.yoloxNano(), 0.6);
    }

    @Test
    void nanodetSeesAnimals() throws Exception {
        assertAnimals(TestData.nanodet(), 0.5);
    }

    @Test
    void picodetSeesAnimals() throws Exception {
        assertAnimals(TestData.picodet(), 0.7);
    }

    @Test
    void fastestDetSeesAnimals() throws Exception {
        assertAnimals(TestData.fastestDet(), 0.6);
    }

    @Test
    void theSmallPersonDetectorSeesPersonsAndNothingElse() throws Exception {
        assertThat(best(TestData.personLite(), "pose_squat.bmp").box())
                .satisfies(box -> near(box, 0.21, 0.22, 0.52, 0.74));
        assertThat(found(TestData.personLite(), "animals/bird.bmp", 0.5)).isEmpty();
    }

    @Test
    void yunetSeesFourFacesAndTheirLandmarks() throws Exception {
        for (String file :
                List.of("face_detection_yunet_2023mar.onnx", "yunet_s_320_320.onnx", "yunet_s_dynamic.onnx")) {
            List<Detection> faces = found(TestData.yunet(file), "faces/group4_ccby.jpg", 0.7);

            assertThat(faces).as(file).hasSize(4).allMatch(face -> face.label().equals("face"));
            assertThat(faces).allSatisfy(FamiliesTest::hasAFacesLandmarks);
        }
    }

    @Test
    void yunetSeesNoFaceInAParrot() throws Exception {
        ModelFile yunet = TestData.yunet("face_detection_yunet_2023mar.onnx");
        assertThat(found(yunet, "animals/parrot.jpg", 0.7)).isEmpty();
        assertThat(found(yunet, "faces/obama_2.jpg", 0.7)).hasSize(1);
    }

    @Test
    void ultraFaceSeesTheSameFacesAsYunet() throws Exception {
        List<Detection> yunet =
                found(TestData.yunet("face_detection_yunet_2023mar.onnx"), "faces/group4_ccby.jpg", 0.7);
        List<Detection> faces = found(TestData.ultraFace(), "faces/group4_ccby.jpg", 0.7);

        assertThat(faces).hasSize(4);
        assertThat(faces)
                .allSatisfy(face -> assertThat(yunet).anyMatch(other -> overlap(face.box(), other.box()) > 0.6));
    }

    @Test
    void looksAtARegionAndTellsPlacesInTheWholeFrame() throws Exception {
        Box whole = best(TestData.yoloxNano(), "animals/owl.jpg").box();
        StillPicture picture = TestData.picture("animals/owl.jpg");
        try (ObjectDetector.Session session = new ModelLoader(TestData.yoloxNano()).load(1, 1)) {
            Box region = new Box(0.2, 0, 0.6, 1);
            Detection owl =
                    session.detect(List.of(picture.look(region, 0.5))).get(0).get(0);

            assertThat(owl.label()).isEqualTo("bird");
            assertThat(overlap(owl.box(), whole)).isGreaterThan(0.8);
        }
    }

    private static void assertAnimals(ModelFile model, double score) throws Exception {
        assertThat(best(model, "animals/cat.bmp").label()).isEqualTo("cat");
        assertThat(best(model, "animals/bird.bmp").label()).isEqualTo("bird");
        assertThat(best(model, "animals/owl.jpg").box()).satisfies(box -> near(box, 0.31, 0.04, 0.34, 0.90));
        assertThat(best(model, "pose_squat.bmp").label()).isEqualTo("person");
        assertThat(best(model, "pose_squat.bmp").box()).satisfies(box -> near(box, 0.21, 0.22, 0.52, 0.75));
        List<Detection> dogs = found(model, "animals/pets.jpg", score).stream()
                .filter(d -> d.label().equals("dog"))
                .toList();
        assertThat(dogs).hasSize(2);
        assertThat(dogs.get(0).box()).satisfies(box -> near(box, 0.21, 0.08, 0.29, 0.61));
        assertThat(dogs.get(1).box()).satisfies(box -> near(box, 0.67, 0.40, 0.30, 0.46));
    }

    private static void hasAFacesLandmarks(Detection face) {
        assertThat(face.attributes().get("landmarks"))
                .asInstanceOf(InstanceOfAssertFactories.list(Polygon.Point.class))
                .hasSize(5)
                .allMatch(point ->
                        point.x() >= face.box().x() && point.x() <= face.box().right())
                .satisfies(points -> {
                    // Eyes above the nose above the mouth; what is the person's right is left in the picture.
                    assertThat(points.get(0).y()).isLessThan(points.get(2).y());
                    assertThat(points.get(2).y()).isLessThan(points.get(3).y());
                    assertThat(points.get(0).x()).isLessThan(points.get(1).x());
                });
    }

    private static Detection best(ModelFile model, String picture) throws Exception {
        return found(model, picture, 0.3).get(0);
    }

    private static List<Detection> found(ModelFile model, String picture, double leastScore) throws Exception {
        try (ObjectDetector.Session session = new ModelLoader(model).load(1, 1)) {
            return session.detect(List.of(TestData.picture(picture).look(leastScore)))
                    .get(0);
        }
    }

    private static void near(Box box, double x, double y, double width, double height) {
        assertThat(overlap(box, new Box(x, y, width, height))).as("%s", box).isGreaterThan(0.8);
    }

    private static double overlap(Box a, Box b) {
        double shared = a.intersection(b);
        return shared / (a.area() + b.area() - shared);
    }
}
