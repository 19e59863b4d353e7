package io.vedette.motion.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.CameraInfo;
import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.motion.MotionSettings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The digits of a clock in the picture. */
class ClockTest {

    private static final long STEP_NS = 200_000_000;
    private static final double SIGMA = 2;

    private final Drawing drawing = new Drawing();

    private static MotionDetector.Session open() {
        return new DifferenceMotion().open(new CameraInfo("front", Set.of("*"), 0.5, Map.of()), MotionSettings.DEFAULT);
    }

    @Test
    void masksTheDigitsOfAClockWithinTenSeconds() {
        for (long step : new long[] {STEP_NS, 1_000_000_000L}) {
            MotionDetector.Session clocked = open();
            int moving = 0;
            long end = 60_000_000_000L;
            for (long t = 0; t < end; t += step) {
                drawing.blank();
                digit(240, (int) (t / 10_000_000_000L) % 6);
                digit(252, (int) (t / 1_000_000_000L) % 10);
                Motion motion = clocked.look(drawing.picture(SIGMA), t);
                moving += t > 14_000_000_000L && motion.moving() ? 1 : 0;
            }
            assertThat(moving).as("looks every %d ms", step / 1_000_000).isLessThanOrEqualTo(4);
        }
    }

    /** A camera that sleeps looks at key frames, a second apart here, and goes on at full rate when something moves. */
    @Test
    void believesADigitThatChangesEveryTenSecondsAFewTimesOnly() {
        MotionDetector.Session clocked = open();
        int wakes = 0;
        long awakeUntilNs = 4_000_000_000L;
        for (long t = 0; t < 300_000_000_000L; t += t < awakeUntilNs ? STEP_NS : 1_000_000_000L) {
            drawing.blank();
            digit(200, (int) (t / 10_000_000_000L) % 10);
            boolean asleep = t >= awakeUntilNs;
            if (clocked.look(drawing.picture(SIGMA), t).moving() && asleep) {
                wakes++;
                awakeUntilNs = t + 2_000_000_000L;
            }
        }
        assertThat(wakes).as("of 29 changes").isBetween(1, 12);
    }

    /** Two digits that change in key frames one after the other: what is known to blink does not count as moving twice. */
    @Test
    void isNotWokenAgainByAClockThatItKnows() {
        MotionDetector.Session clocked = open();
        Drawing large = new Drawing(640, 360, 3);
        int late = 0;
        long awakeUntilNs = 4_000_000_000L;
        for (long t = 0; t < 600_000_000_000L; t += t < awakeUntilNs ? STEP_NS : 1_000_000_000L) {
            large.blank();
            speckle(large, 600, (int) (t / 10_000_000_000L) % 10);
            speckle(large, 610, (int) (t / 1_000_000_000L) % 10);
            boolean asleep = t >= awakeUntilNs;
            if (clocked.look(large.picture(SIGMA), t).moving() && asleep) {
                late += t > 120_000_000_000L ? 1 : 0;
                awakeUntilNs = t + 2_000_000_000L;
            }
        }
        assertThat(late).isZero();
    }

    /** A digit of 8 x 12 pixels, of which each value lights others. */
    private static void speckle(Drawing on, int x, int value) {
        for (int i = 0; i < 8 * 12; i++) {
            boolean lit = (((value * 2_654_435_761L) >> (i % 29)) & 1) != 0;
            on.thing(x + i % 8, 8 + i / 8, 1, 1, lit ? 120 : -60);
        }
    }

    /** Seven segments, 9 x 16 pixels. */
    private void digit(int x, int value) {
        int segments = new int[] {119, 36, 93, 109, 46, 107, 123, 37, 127, 111}[value];
        int[][] places = {
            {0, 0, 9, 3}, {0, 0, 3, 8}, {6, 0, 3, 8}, {0, 7, 9, 3}, {0, 8, 3, 8}, {6, 8, 3, 8}, {0, 13, 9, 3}
        };
        for (int i = 0; i < places.length; i++) {
            if ((segments >> i & 1) == 1) {
                drawing.thing(x + places[i][0], 6 + places[i][1], places[i][2], places[i][3], 70);
            }
        }
    }
}
