package io.vedette.motion.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionSettings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipTest {

    private static final double CALIBRATED_S = 3;
    private static final double AFTERWARDS_S = 1.5;

    private final DifferenceSession session = new DifferenceSession(MotionSettings.DEFAULT);

    @Test
    void seesEveryVisitSoonAndNothingInBetween() throws IOException {
        List<double[]> visits = Clip.spans("one-by-one.truth.json", "(?<=[\\[,])\\[(\\d+),(\\d+)\\]");
        List<Motion> answers = Clip.play("one-by-one-person-detection.mp4", session);
        assertThat(visits).hasSize(6);
        double quietFrom = CALIBRATED_S;
        double looks = 0;
        long moving = 0;
        for (double[] frames : visits) {
            double start = frames[0] / 10;
            double end = frames[1] / 10;
            assertThat(Clip.moving(answers, start - 0.2, start + 0.5))
                    .as("visit at %.1f s", start)
                    .isPositive();
            double share = Clip.moving(answers, start, end) / ((end - start) * Clip.LOOKS_PER_S);
            assertThat(share).as("visit at %.1f s", start).isGreaterThan(0.85);
            // People begin to enter the picture, head first, up to 1.3 s before the tracker behind the truth has them.
            double quietTo = start - 1.5;
            moving += Clip.moving(answers, quietFrom, quietTo);
            looks += Math.max(0, quietTo - quietFrom) * Clip.LOOKS_PER_S;
            quietFrom = end + AFTERWARDS_S;
        }
        assertThat(moving / looks).isLessThan(0.05);
    }

    @Test
    void seesTheVisitorsAtTheDoorAndNoSensorNoise() throws IOException {
        List<double[]> visits = Clip.spans("doorbell_faces.truth.json", "\"t0\":(\\d+),\"t1\":(\\d+)");
        List<double[]> still = Clip.spans("doorbell_faces.truth.json", "\\[(\\d+),(\\d+)\\](?=[,\\]])");
        List<Motion> answers = Clip.play("doorbell_faces.mp4", session);
        assertThat(visits).hasSize(5);
        for (double[] visit : visits) {
            assertThat(Clip.moving(answers, visit[0], visit[0] + 0.7))
                    .as("visit at %s s", visit[0])
                    .isPositive();
        }
        assertThat(still).hasSizeGreaterThanOrEqualTo(6);
        for (double[] span : still) {
            if (span[1] <= 80) {
                double from = span[0] == 0 ? CALIBRATED_S : span[0] + AFTERWARDS_S;
                assertThat(Clip.moving(answers, from, span[1] - 0.2))
                        .as("still from %s s", span[0])
                        .isZero();
            }
        }
    }

    @Test
    void seesCarsFromAbove() throws IOException {
        List<Motion> answers = Clip.play("car-detection.mp4", session);
        assertThat(Clip.moving(answers, 0, 30)).isBetween(30L, 120L);
        assertThat(answers).noneMatch(a -> a.state() == Motion.State.DISTURBED);
    }
}
