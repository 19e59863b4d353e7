package io.vedette.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.api.Box;
import io.vedette.api.Polygon;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.Look;
import io.vedette.testkit.picture.StillPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FacePlaceTest {

    private static final int SIDE = 400;
    private final Look look = StillPicture.grey(SIDE, SIDE).look(0.5);

    /** Right eye, left eye, nose, corners of the mouth of one who looks straight on, in pixels. */
    private static double[] straight() {
        return new double[] {138, 151, 174, 151, 156, 171, 141, 192, 171, 192};
    }

    private double worth(double score, Box box, double... points) {
        List<Polygon.Point> landmarks = new ArrayList<>();
        for (int i = 0; i < points.length; i += 2) {
            landmarks.add(new Polygon.Point(points[i] / SIDE, points[i + 1] / SIDE));
        }
        Detection face = new Detection("face", score, box, Map.of("landmarks", landmarks));
        return FacePlace.of(face, look).map(FacePlace::worth).orElse(-1.0);
    }

    private double worth(double... points) {
        return worth(0.93, new Box(0.28, 0.28, 0.22, 0.28), points);
    }

    @Test
    void aFaceThatLooksStraightOnIsWorthAll() {
        assertThat(worth(straight())).isEqualTo(1);
    }

    @Test
    void aTurnedFaceIsWorthLess() {
        double before = 1.01;
        for (double aside : new double[] {3, 9, 14, 20}) {
            double[] turned = straight();
            turned[4] += aside;
            assertThat(worth(turned)).as("the nose %.0f pixels aside", aside).isLessThan(before);
            before = worth(turned);
        }
        assertThat(before).isLessThan(0.15);
    }

    @Test
    void aFaceThatLooksDownIsWorthLess() {
        double[] down = straight();
        down[5] += 16;
        assertThat(worth(down)).isLessThan(0.5);
    }

    @Test
    void aSmallOneIsWorthLess() {
        double[] small = straight();
        for (int i = 0; i < small.length; i++) {
            small[i] /= 3;
        }
        assertThat(worth(small)).isBetween(0.2, 0.7);
        for (int i = 0; i < small.length; i++) {
            small[i] /= 2;
        }
        assertThat(worth(small)).isZero();
    }

    @Test
    void aLeaningOneIsWorthLess() {
        assertThat(worth(leaning(15))).isEqualTo(1);
        assertThat(worth(leaning(45))).isCloseTo(0.375, within(0.05));
        assertThat(worth(leaning(90))).isZero();
    }

    private static double[] leaning(double degrees) {
        double turn = Math.toRadians(degrees);
        Similarity about = new Similarity(Math.cos(turn), Math.sin(turn), 200, 20);
        double[] points = straight();
        double[] leaning = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            leaning[i] = about.x(points[i], points[i + 1]);
            leaning[i + 1] = about.y(points[i], points[i + 1]);
        }
        return leaning;
    }

    @Test
    void anUncertainOneIsWorthLess() {
        assertThat(worth(0.6, new Box(0.28, 0.28, 0.22, 0.28), straight())).isCloseTo(0.5, within(0.01));
        assertThat(worth(0.1, new Box(0.28, 0.28, 0.22, 0.28), straight())).isZero();
    }

    @Test
    void oneThatIsCutOffIsWorthLess() {
        assertThat(worth(moved(-100))).isEqualTo(1);
        assertThat(worth(moved(-120))).isBetween(0.3, 0.8);
        assertThat(worth(moved(-135))).isZero();
    }

    private static double[] moved(double aside) {
        double[] points = straight();
        for (int i = 0; i < points.length; i += 2) {
            points[i] += aside;
        }
        return points;
    }

    @Test
    void pointsInOnePlaceSayNothingAndEmptyBoxesNeither() {
        assertThat(worth(5, 5, 5, 5, 5, 5, 5, 5, 5, 5)).isLessThanOrEqualTo(0.5);
        assertThat(FacePlace.of(new Detection("face", 0.9, new Box(0.5, 0.5, 0, 0)), look))
                .isEmpty();
    }

    @Test
    void withoutLandmarksTheBoxSaysWhere() {
        Box box = new Box(0.3, 0.3, 0.2, 0.25);
        FacePlace place = FacePlace.of(new Detection("face", 0.9, box), look).orElseThrow();

        assertThat(place.worth()).isEqualTo(0.5);
        assertThat(place.toFace().x(0.4 * SIDE, 0.425 * SIDE)).isCloseTo(56, within(1e-9));
        assertThat(place.toFace().scale()).isCloseTo(106.0 / 100, within(1e-9));
    }
}
