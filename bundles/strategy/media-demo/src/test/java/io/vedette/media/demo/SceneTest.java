package io.vedette.media.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SceneTest {

    private static final int DAY_S = 300;
    private final Scene scene = new Scene(new Day(3, DAY_S));

    @Test
    void isTheSameForTheSameSeed() {
        Scene again = new Scene(new Day(3, DAY_S));
        Scene other = new Scene(new Day(4, DAY_S));
        for (long frame : new long[] {0, 95, 1234, 2100}) {
            Planes picture = scene.draw(frame);
            assertThat(again.draw(frame)).isEqualTo(picture);
            assertThat(again.truth()).isEqualTo(scene.truth());
        }
        scene.draw(95);
        other.draw(95);
        assertThat(other.truth()).isNotEqualTo(scene.truth());
    }

    @Test
    void beginsAndEndsInDaylightWithNobodyThere() {
        for (long frame : new long[] {0, 40, scene.frames() - 20, scene.frames() - 1}) {
            scene.draw(frame);
            assertThat(scene.truth()).isEmpty();
        }
        Day day = new Day(3, DAY_S);
        assertThat(day.daylight(0)).isEqualTo(1);
        assertThat(day.daylight(DAY_S * 0.75)).isZero();
        assertThat(day.daylight(DAY_S - 0.1)).isEqualTo(1);
    }

    @Test
    void showsWalkersAndCarsInTheFirstMinuteAndNobodyInBetween() {
        Set<String> labels = new HashSet<>();
        Set<Long> ids = new HashSet<>();
        boolean empty = false;
        for (long frame = 60; frame < 600; frame += 5) {
            scene.draw(frame);
            scene.truth().forEach(thing -> labels.add(thing.label()));
            scene.truth().forEach(thing -> ids.add(thing.id()));
            empty |= scene.truth().isEmpty();
        }
        assertThat(labels).containsExactlyInAnyOrder("person", "car");
        assertThat(ids).hasSizeGreaterThanOrEqualTo(2);
        assertThat(empty).isTrue();
    }

    @Test
    void paintsWhereItsTruthSays() {
        int[] before = scene.draw(0).rgb();
        int looked = 0;
        for (long frame = 50; frame < 500; frame += 20) {
            int[] now = scene.draw(frame).rgb();
            for (Labelled thing : scene.truth()) {
                assertThat(changed(before, now, thing.box()))
                        .as("frame %d %s", frame, thing)
                        .isGreaterThan(0.3);
                looked++;
            }
            if (scene.truth().isEmpty()) {
                assertThat(changed(before, now, Box.FRAME)).isLessThan(0.0001);
            }
        }
        assertThat(looked).isGreaterThan(5);
    }

    /** Which part of a box differs by more than noise. */
    private static double changed(int[] before, int[] now, Box box) {
        int changed = 0;
        int all = 0;
        for (int y = (int) (box.y() * View.HEIGHT_PX); y < (int) (box.bottom() * View.HEIGHT_PX); y++) {
            for (int x = (int) (box.x() * View.WIDTH_PX); x < (int) (box.right() * View.WIDTH_PX); x++) {
                int i = y * View.WIDTH_PX + x;
                int difference = Math.abs(Colour.red(now[i]) - Colour.red(before[i]))
                        + Math.abs(Colour.green(now[i]) - Colour.green(before[i]))
                        + Math.abs(Colour.blue(now[i]) - Colour.blue(before[i]));
                changed += difference > 30 ? 1 : 0;
                all++;
            }
        }
        return (double) changed / Math.max(1, all);
    }

    @Test
    void tellsHowMuchOfAThingIsInThePicture() {
        boolean cut = false;
        boolean whole = false;
        for (long frame = 50; frame < 600; frame++) {
            scene.draw(frame);
            for (Labelled thing : scene.truth()) {
                assertThat(thing.shown()).isBetween(0.0, 1.0);
                assertThat(thing.box().clipped()).isEqualTo(thing.box());
                cut |= thing.shown() < 0.7;
                whole |= thing.shown() == 1;
            }
        }
        assertThat(List.of(cut, whole)).containsOnly(true);
    }

    @Test
    void makesTheNightDark() {
        assertThat(brightness(scene.draw((long) (DAY_S * 0.75 * Scene.FPS))))
                .isLessThan(0.5 * brightness(scene.draw(0)));
    }

    private static double brightness(Planes picture) {
        double sum = 0;
        for (int rgb : picture.rgb()) {
            sum += Colour.green(rgb);
        }
        return sum / (View.WIDTH_PX * View.HEIGHT_PX);
    }
}
