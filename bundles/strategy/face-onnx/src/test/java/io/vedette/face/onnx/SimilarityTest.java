package io.vedette.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimilarityTest {

    private static final double[] POINTS = {1, 2, 30, 4, 17, 20, 5, 41, 28, 39};

    private static double[] through(Similarity similarity, double[] points) {
        double[] moved = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            moved[i] = similarity.x(points[i], points[i + 1]);
            moved[i + 1] = similarity.y(points[i], points[i + 1]);
        }
        return moved;
    }

    @Test
    void findsWhatThePointsWentThrough() {
        double turn = Math.toRadians(33);
        Similarity known = new Similarity(2.5 * Math.cos(turn), 2.5 * Math.sin(turn), -7, 11);

        Similarity found = Similarity.fit(POINTS, through(known, POINTS)).orElseThrow();

        assertThat(found.a()).isCloseTo(known.a(), within(1e-9));
        assertThat(found.b()).isCloseTo(known.b(), within(1e-9));
        assertThat(found.dx()).isCloseTo(-7, within(1e-9));
        assertThat(found.dy()).isCloseTo(11, within(1e-9));
        assertThat(found.scale()).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void comesAsCloseAsItCanWithoutMirroring() {
        double[] mirrored = POINTS.clone();
        for (int i = 0; i < mirrored.length; i += 2) {
            mirrored[i] = -mirrored[i];
        }
        Similarity found = Similarity.fit(POINTS, mirrored).orElseThrow();
        double best = distance(found, mirrored);

        assertThat(best).isPositive();
        for (double[] nudge : new double[][] {{0.01, 0, 0, 0}, {0, 0.01, 0, 0}, {0, 0, 0.1, 0}, {0, 0, 0, -0.1}}) {
            Similarity other = new Similarity(
                    found.a() + nudge[0], found.b() + nudge[1], found.dx() + nudge[2], found.dy() + nudge[3]);
            assertThat(distance(other, mirrored)).isGreaterThan(best);
        }
    }

    private static double distance(Similarity similarity, double[] to) {
        double[] moved = through(similarity, POINTS);
        double sum = 0;
        for (int i = 0; i < to.length; i++) {
            sum += (moved[i] - to[i]) * (moved[i] - to[i]);
        }
        return sum;
    }

    @Test
    void leadsBack() {
        Similarity there = new Similarity(0.3, -1.2, 5, 6);
        double[] back = through(there.inverse(), through(there, POINTS));
        for (int i = 0; i < POINTS.length; i++) {
            assertThat(back[i]).isCloseTo(POINTS[i], within(1e-9));
        }
    }

    @Test
    void thereIsNoneForPointsInOnePlace() {
        assertThat(Similarity.fit(new double[] {3, 3, 3, 3, 3, 3}, new double[] {1, 2, 3, 4, 5, 6}))
                .isEmpty();
        assertThat(Similarity.fit(new double[] {1, 2, 3, 4, 5, 6}, new double[] {3, 3, 3, 3, 3, 3}))
                .isEmpty();
        assertThat(Similarity.fit(new double[] {1, 2, Double.NaN, 4}, new double[] {1, 2, 3, 4}))
                .isEmpty();
    }
}
