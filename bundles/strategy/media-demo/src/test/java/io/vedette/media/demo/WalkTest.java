package io.vedette.media.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WalkTest {

    private static final Outfit OUTFIT = Outfit.of(new SplittableRandom(1));
    /** To the door 4 m away, 3 s there, and back. */
    private static final Walk VISIT = new Walk(
            1,
            OUTFIT,
            10,
            List.of(new Walk.Place(0, 17), new Walk.Place(0, 21), new Walk.Place(0, 17)),
            1,
            new Walk.Pause(3.5, 3));

    @Test
    void isThereFromItsStartToItsEnd() {
        assertThat(VISIT.endS()).isEqualTo(21);
        assertThat(VISIT.at(9.9)).isEmpty();
        assertThat(VISIT.at(10)).isPresent();
        assertThat(VISIT.at(20.9)).isPresent();
        assertThat(VISIT.at(21)).isEmpty();
    }

    @Test
    void standsAtTheDoorFacingIt() {
        Stance stance = VISIT.at(15).orElseThrow();
        assertThat(stance.swing()).isZero();
        assertThat(stance.zM()).isEqualTo(20.5);
        assertThat(stance.headingRad()).isCloseTo(Math.PI / 2, within(1e-9));
    }

    @Test
    void neverJumps() {
        Stance before = VISIT.at(10).orElseThrow();
        for (double second = 10.01; second < 21; second += 0.01) {
            Stance now = VISIT.at(second).orElseThrow();
            assertThat(Math.hypot(now.xM() - before.xM(), now.zM() - before.zM()))
                    .isLessThan(0.011);
            assertThat(Math.abs(Math.IEEEremainder(now.headingRad() - before.headingRad(), 2 * Math.PI)))
                    .isLessThan(0.1);
            before = now;
        }
    }

    @Test
    void keepsAFootOnTheGround() {
        for (double second = 10; second < 21; second += 0.07) {
            Skeleton bones = new Skeleton(VISIT.at(second).orElseThrow(), OUTFIT.heightM());
            double lower = Math.min(bones.joint(0, Skeleton.ANKLE)[1], bones.joint(1, Skeleton.ANKLE)[1]);
            assertThat(lower).isCloseTo(0.04 * OUTFIT.heightM(), within(0.001));
            assertThat(bones.head()[1]).isLessThan(OUTFIT.heightM());
        }
    }

    @Test
    void aCarBrakesParksAndLeaves() {
        Drive drive = new Drive(1, 0x112233, 0, 14.5, false, 4, new Drive.Stop(3, 10));
        double parkedX = drive.at(9, false).orElseThrow().xM();
        assertThat(parkedX).isCloseTo(3, within(0.2));
        double before = drive.at(0, false).orElseThrow().xM();
        for (double second = 0.1; second < drive.endS(); second += 0.1) {
            double now = drive.at(second, false).orElseThrow().xM();
            assertThat(before - now).isBetween(-1e-9, 0.41);
            before = now;
        }
        assertThat(before).isLessThan(-View.edge(14.5));
    }
}
