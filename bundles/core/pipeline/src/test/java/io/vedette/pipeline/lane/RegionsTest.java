package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.api.Box;
import io.vedette.api.motion.Motion;
import io.vedette.api.track.Track;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RegionsTest {

    private static final int WIDTH_PX = 1920;
    private static final int HEIGHT_PX = 1080;

    private static Box look(List<Box> moving, Track... tracks) {
        return Regions.worthLooking(new Motion(Motion.State.READY, moving, 0.1), List.of(tracks), WIDTH_PX, HEIGHT_PX);
    }

    private static Track track(Box box, Track.State state) {
        return new Track(1, "cat", state, Optional.empty(), box, 0);
    }

    @Test
    void looksAtAllWhereNothingMoves() {
        assertThat(look(List.of())).isEqualTo(Box.FRAME);
    }

    @Test
    void looksAroundMotionWithAMargin() {
        // 576 x 324 pixels with 30 % around are 922 x 518: of the sizes from 416 on, 1014 holds them.
        Box part = look(List.of(new Box(0.4, 0.3, 0.3, 0.3)));
        assertThat(part.width() * WIDTH_PX).isCloseTo(1014, within(2.0));
        assertThat(part.height() * HEIGHT_PX).isCloseTo(1014, within(2.0));
        assertThat(part.x() + part.width() / 2).isCloseTo(0.55, within(2.0 / WIDTH_PX));
        assertThat(part.y()).as("it cannot reach out of the frame").isZero();
    }

    @Test
    void comesInAFewSizesAtEvenSamples() {
        Random random = new Random(11);
        Set<Long> sizes = new TreeSet<>();
        for (int i = 0; i < 10_000; i++) {
            Box part = look(List.of(part(random)));
            sizes.add(Math.round(part.width() * WIDTH_PX));
            assertThat(Math.abs(part.x() * WIDTH_PX / 2 - Math.rint(part.x() * WIDTH_PX / 2)))
                    .isLessThan(1e-6);
            assertThat(Math.abs(part.y() * HEIGHT_PX / 2 - Math.rint(part.y() * HEIGHT_PX / 2)))
                    .isLessThan(1e-6);
        }
        assertThat(sizes).containsExactly(416L, 520L, 650L, 812L, 1014L, 1268L, 1920L);
    }

    @Test
    void looksAtThePartOfAHighNarrowVisitor() {
        Box part = look(List.of(new Box(0.4, 0.2, 0.05, 0.8)));
        assertThat(part.height()).isEqualTo(1);
        assertThat(part.width() * WIDTH_PX).as("not the whole width").isLessThan(1300);
        assertThat(part.x()).isLessThan(0.4);
    }

    @Test
    void givesADetectorAtLeast416Pixels() {
        Box part = look(List.of(new Box(0.5, 0.5, 0.01, 0.01)));
        assertThat(part.width() * WIDTH_PX).isCloseTo(416, within(1e-6));
        assertThat(part.height() * HEIGHT_PX).isCloseTo(416, within(1e-6));
    }

    @Test
    void staysInTheFrameAtItsEdges() {
        Box part = look(List.of(new Box(0.99, 0, 0.01, 0.01)));
        assertThat(part.right()).isCloseTo(1, within(1e-9));
        assertThat(part.y()).isZero();
    }

    @Test
    void looksWhereTracksAreExpectedUnlessTheyAreGivenUp() {
        Box tracked = new Box(0.1, 0.1, 0.05, 0.05);
        List<Box> moving = List.of(new Box(0.3, 0.3, 0.02, 0.02));
        assertThat(look(moving, track(tracked, Track.State.LOST)).x()).isLessThan(0.1);
        assertThat(look(moving, track(tracked, Track.State.REMOVED)).x()).isGreaterThan(0.1);
    }

    @Test
    void looksAtAllWhereLittleIsLeftOut() {
        assertThat(look(List.of(new Box(0.2, 0.2, 0.6, 0.5)))).isEqualTo(Box.FRAME);
    }

    @Test
    void looksAtAllOfASmallPicture() {
        assertThat(Regions.worthLooking(
                        new Motion(Motion.State.READY, List.of(new Box(0, 0, 0.1, 0.1)), 0.01), List.of(), 320, 240))
                .isEqualTo(Box.FRAME);
    }

    @Test
    void bearsATrackFarOutsideTheFrame() {
        Box part = look(List.of(new Box(0.85, 0.05, 0.1, 0.1)), track(new Box(7, -9, 2, 2), Track.State.LOST));
        assertThat(part.area()).as("what cannot be seen makes it no larger").isLessThan(0.2);
        assertThat(part.clipped().area()).isCloseTo(part.area(), within(1e-9));
    }

    @Test
    void alwaysCoversAllMotionAndNeverLeavesTheFrame() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            Box one = part(random);
            Box two = part(random);
            Box part = look(List.of(one), track(two, Track.State.CONFIRMED));
            assertThat(part.x()).isBetween(0.0, 1.0);
            assertThat(part.y()).isBetween(0.0, 1.0);
            assertThat(part.right()).isLessThan(1 + 1e-9);
            assertThat(part.bottom()).isLessThan(1 + 1e-9);
            assertThat(part.intersection(one)).isCloseTo(one.area(), within(1e-9));
            assertThat(part.intersection(two)).isCloseTo(two.area(), within(1e-9));
        }
    }

    private static Box part(Random random) {
        double x = random.nextDouble();
        double y = random.nextDouble();
        return new Box(x, y, (1 - x) * random.nextDouble(), (1 - y) * random.nextDouble());
    }
}
