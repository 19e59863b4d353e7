package io.vedette.motion.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.CameraInfo;
import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.motion.MotionSettings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key frames of a camera that sleeps: each may be the only one that shows somebody. */
class LoneLookTest {

    private static final long STEP_NS = 200_000_000;
    private static final long KEY_NS = 1_000_000_000;
    private static final double SIGMA = 1;

    private final Drawing drawing = new Drawing();
    private final MotionDetector.Session session =
            new DifferenceMotion().open(new CameraInfo("front", Set.of("*"), 0.5, Map.of()), MotionSettings.DEFAULT);
    private long timeNs;

    @BeforeEach
    void calibrate() {
        Motion motion = Motion.CALIBRATING;
        while (motion.state() == Motion.State.CALIBRATING) {
            motion = look(STEP_NS);
        }
    }

    private Motion look(long afterNs) {
        timeNs += afterNs;
        return session.look(drawing.picture(SIGMA), timeNs);
    }

    /** 0.08 % of the picture and 10 grey levels, each time elsewhere. */
    @Test
    void noticesWhatIsTooFaintForLooksInQuickSuccession() {
        int moving = 0;
        for (int i = 0; i < 20; i++) {
            drawing.blank();
            assertThat(look(KEY_NS).moving()).isFalse();
            drawing.thing(40 + 9 * i, 60 + i % 2, 5, 9, 10);
            moving += look(KEY_NS).moving() ? 1 : 0;
        }
        assertThat(moving).isGreaterThanOrEqualTo(15);
    }

    /** The looks that follow have to see it, too, or it woke the camera for nothing. */
    @Test
    void seesTheSameThingAgainInTheLooksThatFollow() {
        drawing.blank();
        look(KEY_NS);
        drawing.thing(60, 60, 5, 9, 10);
        assertThat(look(KEY_NS).moving()).isTrue();
        int moving = 0;
        for (int i = 1; i <= 5; i++) {
            drawing.blank().thing(60 + 5 * i, 60, 5, 9, 10);
            moving += look(STEP_NS).moving() ? 1 : 0;
        }
        assertThat(moving).isGreaterThanOrEqualTo(3);
    }

    /** Who passes is no clock: the looks of a camera that is awake come every 40 ms. */
    @Test
    void noticesSomebodyWhereAnotherHasPassed() {
        for (int i = 0; i < 25; i++) {
            drawing.blank().thing(60 + i % 5, 60, i / 5 % 2 == 0 ? 8 : 0, 16, 50);
            look(40_000_000);
        }
        drawing.blank();
        for (int i = 0; i < 5; i++) {
            look(KEY_NS);
        }
        drawing.thing(61, 64, 5, 9, 20);
        assertThat(look(KEY_NS).moving()).isTrue();
    }
}
