package io.vedette.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.api.Box;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IouTest {

    @Test
    void isTheSharedPartOfBoth() {
        assertThat(Iou.of(new Box(0, 0, 0.2, 0.2), new Box(0.1, 0, 0.2, 0.2))).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(Iou.of(new Box(0, 0, 0.2, 0.2), new Box(0, 0, 0.2, 0.2))).isCloseTo(1, within(1e-12));
    }

    @Test
    void isNothingForBoxesThatOnlyTouchOrHaveNoArea() {
        assertThat(Iou.of(new Box(0, 0, 0.2, 0.2), new Box(0.2, 0, 0.2, 0.2))).isZero();
        assertThat(Iou.of(new Box(0.1, 0.1, 0, 0), new Box(0.1, 0.1, 0, 0))).isZero();
    }

    @Test
    void countsInclusivePixels() {
        double[] boxes = {0, 0, 9, 9, 5, 0, 14, 9, 10, 0, 19, 9, 3, 3, 3, 3};
        assertThat(Iou.ofPixels(boxes, 0, boxes, 4)).isCloseTo(50 / 150.0, within(1e-12));
        assertThat(Iou.ofPixels(boxes, 0, boxes, 8)).isZero();
        assertThat(Iou.ofPixels(boxes, 12, boxes, 12)).isEqualTo(1);
    }

    @Test
    void isSymmetricAndBetweenZeroAndOne() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            Box a = new Box(random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble());
            Box b = new Box(random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble());
            assertThat(Iou.of(a, b)).isEqualTo(Iou.of(b, a), within(1e-12)).isBetween(0.0, 1.0);
        }
    }
}
