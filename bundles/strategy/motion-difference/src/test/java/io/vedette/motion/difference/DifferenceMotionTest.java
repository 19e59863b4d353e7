package io.vedette.motion.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.CameraInfo;
import io.vedette.api.Polygon;
import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.motion.MotionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferenceMotionTest {

    private static final long STEP_NS = 200_000_000;
    private static final double SIGMA = 2;

    private final Drawing drawing = new Drawing();
    private final MotionDetector.Session session = open(MotionSettings.DEFAULT);
    private long timeNs;

    private static MotionDetector.Session open(MotionSettings settings) {
        return new DifferenceMotion().open(new CameraInfo("front", Set.of("*"), 0.5, Map.of()), settings);
    }

    private Motion look(double sigma) {
        timeNs += STEP_NS;
        return session.look(drawing.picture(sigma), timeNs);
    }

    private void calibrate(double sigma) {
        Motion motion = Motion.CALIBRATING;
        for (int i = 0; i < 20 && motion.state() == Motion.State.CALIBRATING; i++) {
            motion = look(sigma);
        }
        assertThat(motion.state()).isEqualTo(Motion.State.READY);
    }

    /** How much of the thing the regions cover. */
    private static double covered(Motion motion, double left, double top, double wide, double high) {
        Box thing = new Box(left / 320, top / 180, wide / 320, high / 180);
        return motion.regions().stream()
                        .mapToDouble(r -> r.intersection(thing))
                        .max()
                        .orElse(0)
                / thing.area();
    }

    @Test
    void calibratesForTwoSecondsAndThenIsReady() {
        int looks = 0;
        while (look(SIGMA).state() == Motion.State.CALIBRATING) {
            looks++;
        }
        assertThat(looks).isBetween(8, 15);
    }

    @Test
    void isNotMovedByStrongNoise() {
        calibrate(4);
        for (int i = 0; i < 300; i++) {
            assertThat(look(4)).as("look %d", i).isEqualTo(Motion.NONE);
        }
    }

    @Test
    void isNotMovedByDriftingLight() {
        calibrate(SIGMA);
        for (int i = 0; i < 300; i++) {
            drawing.blank().light(1 + i * 0.001, -i * 0.2);
            assertThat(look(SIGMA)).as("look %d", i).isEqualTo(Motion.NONE);
        }
    }

    @Test
    void isNotMovedByAStepOfTheExposure() {
        calibrate(SIGMA);
        for (int i = 0; i < 40; i++) {
            drawing.blank().light(i < 20 ? 0.75 : 1.15, i < 20 ? 6 : 0);
            assertThat(look(SIGMA)).as("look %d", i).isEqualTo(Motion.NONE);
        }
    }

    @Test
    void isNotMovedByLightning() {
        calibrate(SIGMA);
        double[] gains = {1, 1.9, 1.6, 1.1, 1, 1, 2.4, 1, 1, 1, 1};
        for (double gain : gains) {
            drawing.blank().light(gain, (gain - 1) * 60);
            assertThat(look(SIGMA).moving()).isFalse();
        }
        for (int i = 0; i < 25; i++) {
            drawing.blank();
            assertThat(look(SIGMA).moving()).isFalse();
        }
        assertThat(look(SIGMA).state()).isEqualTo(Motion.State.READY);
    }

    @Test
    void isNotMovedByAShakenCameraButSeesAWalkerMeanwhile() {
        calibrate(SIGMA);
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            drawing.knocked(random.nextInt(5) - 2, random.nextInt(5) - 2);
            assertThat(look(SIGMA).moving()).as("look %d", i).isFalse();
        }
        int seen = 0;
        for (int i = 0; i < 10; i++) {
            drawing.knocked(random.nextInt(5) - 2, random.nextInt(5) - 2).thing(60 + 6 * i, 60, 24, 60, 50);
            seen += look(SIGMA).moving() ? 1 : 0;
        }
        assertThat(seen).isGreaterThanOrEqualTo(8);
    }

    @Test
    void learnsWhereTheCameraLooksAfterAKnock() {
        calibrate(SIGMA);
        for (int i = 0; i < 40; i++) {
            drawing.knocked(3, -2);
            assertThat(look(SIGMA).moving()).as("look %d", i).isFalse();
        }
        drawing.knocked(3, -2).thing(100, 60, 24, 36, 30);
        assertThat(look(SIGMA).moving()).isTrue();
    }

    @Test
    void saysDisturbedAtTheInfraredSwitchAndIsReadySoonAfter() {
        calibrate(SIGMA);
        Drawing night = new Drawing(320, 180, 99);
        List<Motion> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            timeNs += STEP_NS;
            answers.add(session.look(night.blank().light(0.7, 20).picture(3), timeNs));
        }
        assertThat(answers.get(0)).isEqualTo(Motion.DISTURBED);
        assertThat(answers).noneMatch(Motion::moving);
        assertThat(answers.get(15).state()).isEqualTo(Motion.State.READY);
    }

    @Test
    void isNotMovedByRain() {
        calibrate(SIGMA);
        Random random = new Random(11);
        int moving = 0;
        for (int i = 0; i < 300; i++) {
            drawing.blank();
            for (int streak = 0; streak < 40; streak++) {
                drawing.thing(random.nextInt(318), random.nextInt(170), 1, 12, 25);
            }
            moving += look(SIGMA).moving() ? 1 : 0;
        }
        assertThat(moving).isLessThanOrEqualTo(6);
    }

    /** 0.08 % of the picture and 12 grey levels, which lie on the cells now well and now badly. */
    @Test
    void noticesWhatIsSmallAndFaint() {
        for (int phase = 0; phase < 4; phase++) {
            calibrate(1);
            int moving = 0;
            for (int i = 0; i < 10; i++) {
                drawing.blank().thing(60 + 5 * i + phase % 2, 60 + phase / 2, 5, 9, 12);
                moving += look(1).moving() ? 1 : 0;
            }
            assertThat(moving).as("phase %d", phase).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void doubtsASmallThingUntilItsSecondLook() {
        calibrate(SIGMA);
        drawing.blank().thing(100, 60, 12, 16, 50);
        Motion first = look(SIGMA);
        assertThat(first.moving()).isFalse();
        assertThat(first.doubtful()).isTrue();
        drawing.blank().thing(106, 60, 12, 16, 50);
        Motion second = look(SIGMA);
        assertThat(second.moving()).isTrue();
        assertThat(second.doubtful()).isFalse();
    }

    @Test
    void reportsNothingSmallerThanIsWanted() {
        session.configure(new MotionSettings(0.5, List.of(), 0.01));
        calibrate(SIGMA);
        for (int i = 0; i < 20; i++) {
            drawing.blank().thing(50 + 6 * i, 60, 12, 16, 50);
            assertThat(look(SIGMA)).as("look %d", i).isEqualTo(Motion.NONE);
        }
        boolean seen = false;
        for (int i = 0; i < 10; i++) {
            drawing.blank().thing(50 + 6 * i, 60, 30, 40, 50);
            seen |= look(SIGMA).moving();
        }
        assertThat(seen).isTrue();
    }

    @Test
    void masksSwayingLeavesAndStillSeesAPersonInThem() {
        calibrate(SIGMA);
        int moving = 0;
        for (int i = 0; i < 300; i++) {
            leaves(i);
            moving += look(SIGMA).moving() && i > 75 ? 1 : 0;
        }
        assertThat(moving).isLessThanOrEqualTo(15);
        boolean seen = false;
        for (int i = 0; i < 8; i++) {
            leaves(300 + i);
            drawing.thing(20 + 6 * i, 60, 20, 60, -100);
            seen |= look(SIGMA).moving();
        }
        assertThat(seen).isTrue();
    }

    private void leaves(int look) {
        drawing.blank();
        for (int leaf = 0; leaf < 30; leaf++) {
            double sway = 3 * Math.sin(look * 0.9 + leaf * 1.7);
            drawing.thing(10 + leaf % 6 * 14 + sway, 50 + leaf / 6 * 16, 6, 7, 35);
        }
    }

    @Test
    void seesAFaintWalkerWithinTwoLooks() {
        calibrate(SIGMA);
        for (int i = 0; i < 12; i++) {
            double x = 60 + 5 * i;
            drawing.blank().thing(x, 70, 19, 46, 15);
            Motion motion = look(SIGMA);
            if (i >= 1) {
                assertThat(motion.moving()).as("look %d", i).isTrue();
                assertThat(covered(motion, x, 70, 19, 46)).as("look %d", i).isGreaterThan(0.85);
                assertThat(motion.regions().get(0).area()).isLessThan(3 * 19 * 46 / 57_600.0);
            }
        }
        drawing.blank();
        for (int i = 0; i < 20; i++) {
            assertThat(look(SIGMA).moving() && i >= 7).as("look %d after", i).isFalse();
        }
    }

    @Test
    void seesASlowWalker() {
        calibrate(SIGMA);
        int seen = 0;
        for (int i = 0; i < 50; i++) {
            drawing.blank().thing(100 + 0.8 * i, 70, 18, 46, 25);
            seen += look(SIGMA).moving() ? 1 : 0;
        }
        assertThat(seen).isGreaterThanOrEqualTo(45);
    }

    @Test
    void seesASmallFastThing() {
        calibrate(SIGMA);
        int seen = 0;
        for (int i = 0; i < 10; i++) {
            drawing.blank().thing(10 + 26 * i, 100, 10, 8, 60);
            seen += look(SIGMA).moving() ? 1 : 0;
        }
        assertThat(seen).isGreaterThanOrEqualTo(8);
    }

    @Test
    void leavesAParkedThingToTheBackgroundAndSeesItsDriverAgain() {
        calibrate(SIGMA);
        for (int i = 0; i < 10; i++) {
            drawing.blank().thing(20 + 8 * i, 90, 60, 30, 50);
            look(SIGMA);
        }
        for (int i = 0; i < 60; i++) {
            drawing.blank().thing(92, 90, 60, 30, 50);
            assertThat(look(SIGMA).moving() && i > 15).as("look %d", i).isFalse();
        }
        drawing.blank().thing(92, 90, 60, 30, 50).thing(110, 60, 16, 40, -40);
        assertThat(look(SIGMA).moving()).isTrue();
    }

    @Test
    void keepsOneWhoStandsStillButSways() {
        calibrate(SIGMA);
        int seen = 0;
        for (int i = 0; i < 100; i++) {
            double x = i < 10 ? 50 + 6 * i : 110 + 1.2 * Math.sin(i * 0.8);
            drawing.blank().thing(x, 50, 24, 70, 40);
            seen += look(SIGMA).moving() ? 1 : 0;
        }
        assertThat(seen).isGreaterThanOrEqualTo(90);
    }

    @Test
    void neverSeesWhatWalksBehindAMask() {
        Polygon mask = new Polygon(List.of(
                new Polygon.Point(0, 0.2),
                new Polygon.Point(1, 0.2),
                new Polygon.Point(1, 0.9),
                new Polygon.Point(0, 0.9)));
        session.configure(new MotionSettings(1, List.of(mask)));
        calibrate(SIGMA);
        for (int i = 0; i < 40; i++) {
            drawing.blank().thing(10 + 6 * i, 60, 30, 70, 60);
            assertThat(look(SIGMA).moving()).as("look %d", i).isFalse();
        }
        session.configure(MotionSettings.DEFAULT);
        for (int i = 0; i < 2; i++) {
            drawing.blank().thing(50 + 6 * i, 60, 30, 70, 60);
            look(SIGMA);
        }
        assertThat(look(SIGMA).moving()).as("without the mask").isTrue();
    }

    @Test
    void calibratesAnewWhenTheSizeChanges() {
        calibrate(SIGMA);
        Drawing other = new Drawing(240, 180, 4);
        timeNs += STEP_NS;
        assertThat(session.look(other.picture(SIGMA), timeNs)).isEqualTo(Motion.CALIBRATING);
        for (int i = 0; i < 20; i++) {
            timeNs += STEP_NS;
            session.look(other.picture(SIGMA), timeNs);
        }
        other.thing(100, 60, 30, 40, 40);
        timeNs += STEP_NS;
        assertThat(session.look(other.picture(SIGMA), timeNs).moving()).isTrue();
    }

    @Test
    void copesWithGapsInTime() {
        calibrate(SIGMA);
        for (int gapS : new int[] {5, 20, 45}) {
            timeNs += gapS * 1_000_000_000L;
            assertThat(look(SIGMA)).isEqualTo(Motion.NONE);
        }
        timeNs += 20_000_000_000L;
        drawing.thing(100, 60, 30, 40, 40);
        assertThat(look(SIGMA).moving()).as("something new after a gap").isTrue();
        timeNs += 3_600_000_000_000L;
        assertThat(look(SIGMA).state()).as("an hour later").isEqualTo(Motion.State.CALIBRATING);
    }

    @Test
    void answersTheSameToTheSameCalls() {
        MotionDetector.Session first = open(MotionSettings.DEFAULT);
        MotionDetector.Session second = open(MotionSettings.DEFAULT);
        int moving = 0;
        for (int i = 0; i < 120; i++) {
            drawing.blank().thing(i * 2.3, 40 + i % 7, 30, 50, 35);
            var picture = drawing.picture(3);
            Motion one = first.look(picture, i * STEP_NS);
            assertThat(second.look(picture, i * STEP_NS)).isEqualTo(one);
            moving += one.moving() ? 1 : 0;
        }
        assertThat(moving).isGreaterThan(50);
    }

    @Test
    void seesFainterThingsAtHigherSensitivity() {
        double former = 256;
        for (double sensitivity : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            double faintest = faintest(sensitivity);
            assertThat(faintest)
                    .as("at %s", sensitivity)
                    .isLessThanOrEqualTo(former)
                    .isLessThan(60);
            former = faintest;
        }
        assertThat(former).isLessThan(faintest(0) / 2);
    }

    private double faintest(double sensitivity) {
        for (double contrast = 3; contrast < 100; contrast += 1) {
            MotionDetector.Session tried = open(new MotionSettings(sensitivity, List.of()));
            Drawing scene = new Drawing();
            boolean seen = false;
            for (int i = 0; i < 18; i++) {
                scene.blank().thing(i < 12 ? -100 : 40 + 6 * i, 60, 24, 50, contrast);
                seen |= tried.look(scene.picture(1), i * STEP_NS).moving();
            }
            if (seen) {
                return contrast;
            }
        }
        return 256;
    }
}
