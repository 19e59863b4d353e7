package io.vedette.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NmsTest {

    private static final Box HERE = new Box(0.1, 0.1, 0.2, 0.2);
    private static final Box ALMOST_HERE = new Box(0.11, 0.1, 0.2, 0.2);

    @Test
    void keepsTheBestOfThoseThatOverlap() {
        Detection weak = new Detection("person", 0.4, ALMOST_HERE);
        Detection strong = new Detection("person", 0.9, HERE);
        assertThat(Nms.perLabel(List.of(weak, strong), 0.45)).containsExactly(strong);
    }

    @Test
    void leavesAnotherLabelAlone() {
        Detection person = new Detection("person", 0.9, HERE);
        Detection dog = new Detection("dog", 0.4, ALMOST_HERE);
        assertThat(Nms.perLabel(List.of(person, dog), 0.45)).containsExactly(person, dog);
        assertThat(Nms.acrossLabels(List.of(person, dog), 0.45)).containsExactly(person);
    }

    @Test
    void keepsAnswersByScoreOfWhichNoTwoOverlapAndAllElseIsCovered() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            List<Detection> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Box box = new Box(random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble());
                all.add(new Detection(random.nextBoolean() ? "a" : "b", random.nextDouble(), box));
            }
            List<Detection> kept = Nms.perLabel(all, 0.3);
            assertThat(kept).isSortedAccordingTo(Detection.BY_SCORE);
            for (Detection d : all) {
                boolean covered = kept.stream().anyMatch(k -> !k.equals(d) && overlaps(k, d) && k.score() >= d.score());
                assertThat(kept.contains(d)).isNotEqualTo(covered);
            }
        }
    }

    private static boolean overlaps(Detection a, Detection b) {
        return a.label().equals(b.label()) && Iou.of(a.box(), b.box()) > 0.3;
    }
}
