package io.vedette.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Placement;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private static final List<String> LABELS = List.of("cat", "dog");
    private static final Placement WHOLE = new Placement(Box.FRAME, 0, 0, 100, 100);

    private final Candidates candidates = new Candidates(0);

    @Test
    void ofThoseThatOverlapTheBestOfEachClassStays() throws Exception {
        candidates.begin(0.1);
        add(0.6, 0, 10);
        add(0.9, 0, 12);
        add(0.7, 1, 11);
        add(0.5, 0, 60);

        assertThat(candidates.detections(LABELS, WHOLE, 0.45))
                .extracting(d -> d.label() + " " + Math.round(100 * d.box().x()))
                .containsExactly("cat 12", "dog 11", "cat 60");
    }

    @Test
    void whatIsTooWeakIsNotTaken() throws Exception {
        candidates.begin(0.5);
        assertThat(candidates.add(0.49, 0)).isNegative();
        assertThat(candidates.add(0.5, 0)).isNotNegative();
    }

    @Test
    void equalScoresKeepTheirOrder() throws Exception {
        candidates.begin(0.1);
        for (int i = 0; i < 4; i++) {
            add(0.5, 0, 20 * i);
        }
        assertThat(candidates.detections(LABELS, WHOLE, 0.45))
                .extracting(d -> Math.round(100 * d.box().x()))
                .containsExactly(0L, 20L, 40L, 60L);
    }

    @Test
    void tellsNoMoreThanTheMostAndForgetsThemAfterwards() throws Exception {
        candidates.begin(0);
        for (int i = 0; i < 1000; i++) {
            int taken = candidates.add(i / 1000.0, 0);
            candidates.corners(taken, i / 10.0, 0, i / 10.0 + 0.05, 1);
        }
        List<Detection> found = candidates.detections(LABELS, WHOLE, 0.45);
        assertThat(found).hasSize(Candidates.MOST).isSortedAccordingTo(Detection.BY_SCORE);
        assertThat(found.get(0).score()).isCloseTo(0.999, org.assertj.core.data.Offset.offset(1e-6));

        candidates.begin(0);
        assertThat(candidates.detections(LABELS, WHOLE, 0.45)).isEmpty();
    }

    @Test
    void whatLiesInThePaddingIsNotTold() throws Exception {
        candidates.begin(0.1);
        int taken = candidates.add(0.9, 0);
        candidates.corners(taken, 10, 80, 20, 90);
        assertThat(candidates.detections(LABELS, new Placement(Box.FRAME, 0, 0, 100, 56), 0.45))
                .isEmpty();
    }

    @Test
    void refusesNonsense() throws Exception {
        candidates.begin(0.1);
        assertThatThrownBy(() -> candidates.add(Double.NaN, 0)).isInstanceOf(DetectorException.class);
        assertThatThrownBy(() -> candidates.add(1.5, 0)).isInstanceOf(DetectorException.class);
        int taken = candidates.add(0.5, 0);
        assertThatThrownBy(() -> candidates.corners(taken, 0, 0, Double.POSITIVE_INFINITY, 1))
                .isInstanceOf(DetectorException.class);
    }

    private void add(double score, int category, double left) throws DetectorException {
        candidates.corners(candidates.add(score, category), left, 10, left + 15, 40);
    }
}
