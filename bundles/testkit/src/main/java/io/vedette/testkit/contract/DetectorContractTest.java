package io.vedette.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.picture.StillPicture;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every detector promises; {@code io.vedette.api.detect} says it in words. Extend it beside your detector:
 *
 * <pre>{@code
 * class GardenDetectorContractTest extends DetectorContractTest {
 *     @Override
 *     protected ObjectDetector detector() {
 *         return new GardenDetector();
 *     }
 *
 *     @Override
 *     protected StillPicture picture() {
 *         return StillPicture.grey(640, 360).with(new Box(0.3, 0.2, 0.2, 0.4), 0xff0000);
 *     }
 * }
 * }</pre>
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class DetectorContractTest {

    private static final double LEAST = 0.1;
    /** Where a picture lies that is the corner of a larger one. */
    private static final Box CORNER = new Box(0.5, 0.5, 0.5, 0.5);

    private static final int MOST_AT_ONCE = 4;

    /** A new detector, as its component's constructor makes it. */
    protected abstract ObjectDetector detector() throws Exception;

    /** A picture with something in it that the detector finds. */
    protected abstract StillPicture picture() throws Exception;

    @Test
    public final void introducesItselfBeforeItIsOpened() throws Exception {
        ObjectDetector detector = detector();
        DetectorInfo info = detector.info();

        assertThat(info).as("info").isNotNull().isEqualTo(detector.info());
        assertThat(info.task()).as("task").isNotBlank();
        assertThat(info.inputWidthPx()).as("input width").isNotNegative();
        assertThat(info.inputHeightPx()).as("input height").isNotNegative();
        assertThat(info.labels()).as("labels").doesNotHaveDuplicates().allMatch(label -> !label.isBlank());
        assertThat(info.attributes().getOrDefault("max_batch", "1"))
                .as("max_batch")
                .matches("[1-9][0-9]{0,3}");
    }

    @Test
    public final void answersEachLookWithAList() throws Exception {
        ObjectDetector detector = detector();
        try (ObjectDetector.Session session = detector.open()) {
            List<Detection> alone = found(session);
            int batch = Math.min(
                    MOST_AT_ONCE, Integer.parseInt(detector.info().attributes().getOrDefault("max_batch", "1")));
            List<List<Detection>> answers =
                    session.detect(Collections.nCopies(batch, picture().look(LEAST)));

            assertThat(answers).as("answers").isNotNull().hasSize(batch).allMatch(alone::equals);
        }
    }

    @Test
    public final void tellsKnownLabelsAndPlacesInTheFrame() throws Exception {
        ObjectDetector detector = detector();
        try (ObjectDetector.Session session = detector.open()) {
            for (Detection each : found(session)) {
                assertThat(detector.info().labels())
                        .as("labels, where %s was found", each)
                        .contains(each.label());
                assertThat(each.box().clipped().area())
                        .as("what can be seen of %s", each)
                        .isPositive();
                assertThat(List.of(
                                each.box().x(),
                                each.box().y(),
                                each.box().right(),
                                each.box().bottom()))
                        .as("edges of %s, in fractions of the frame", each)
                        .allMatch(edge -> edge >= -1 && edge <= 2);
            }
        }
    }

    @Test
    public final void tellsTheBestFirst() throws Exception {
        try (ObjectDetector.Session session = detector().open()) {
            assertThat(found(session)).as("found").isSortedAccordingTo(Detection.BY_SCORE);
        }
    }

    @Test
    public final void leavesOutWhatIsWeakerThanAsked() throws Exception {
        try (ObjectDetector.Session session = detector().open()) {
            // The same thing, half as large, is another score.
            for (StillPicture picture : List.of(picture(), picture().inACorner())) {
                List<Detection> all = session.detect(List.of(picture.look(0))).get(0);
                double best = all.isEmpty() ? LEAST : all.get(0).score();
                for (double least : new double[] {LEAST, best, Math.min(1, Math.nextUp(best)), 1}) {
                    assertThat(session.detect(List.of(picture.look(least))).get(0))
                            .as("found, where no score under %s is wanted", least)
                            .allMatch(each -> each.score() >= least);
                }
            }
        }
    }

    @Test
    public final void givesTheSameAnswerAgain() throws Exception {
        ObjectDetector detector = detector();
        try (ObjectDetector.Session session = detector.open();
                ObjectDetector.Session other = detector.open()) {
            List<Detection> first = found(session);
            assertThat(session.detect(List.of(StillPicture.grey(640, 360).look(LEAST))))
                    .as("answers to a grey picture")
                    .hasSize(1)
                    .doesNotContainNull();

            assertThat(found(session)).as("the second time").isEqualTo(first);
            assertThat(found(other)).as("by another session").isEqualTo(first);
        }
    }

    @Test
    public final void tellsPlacesInTheWholeFrameWhereItLooksAtAPart() throws Exception {
        StillPicture frame = picture().inACorner();
        try (ObjectDetector.Session session = detector().open()) {
            List<Detection> whole = found(session);
            List<Detection> part =
                    session.detect(List.of(frame.look(CORNER, LEAST))).get(0);

            assertThat(part).as("found in the part of the frame").hasSameSizeAs(whole);
            for (int i = 0; i < whole.size(); i++) {
                Box own = whole.get(i).box();
                Box place = part.get(i).box();
                assertThat(place.x())
                        .as("left edge, as a fraction of the frame")
                        .isCloseTo((1 + own.x()) / 2, within(0.01));
                assertThat(place.y())
                        .as("upper edge, as a fraction of the frame")
                        .isCloseTo((1 + own.y()) / 2, within(0.01));
                assertThat(place.width())
                        .as("width, as a fraction of the frame")
                        .isCloseTo(own.width() / 2, within(0.01));
                assertThat(place.height())
                        .as("height, as a fraction of the frame")
                        .isCloseTo(own.height() / 2, within(0.01));
            }
        }
    }

    @Test
    public final void readsALookOnlyDuringTheCallAndOnItsThread() throws Exception {
        try (ObjectDetector.Session session = detector().open()) {
            LentLook look = new LentLook(picture().look(LEAST));
            session.detect(List.of(look));
            look.giveBack();
            found(session);

            assertThat(look.misuses()).as("misuses of the look").isEmpty();
        }
    }

    @Test
    public final void keepsNoLook() throws Exception {
        try (ObjectDetector.Session session = detector().open()) {
            WeakReference<Look> look = asked(session, picture());

            await("the garbage collector to find the look, which the session must not keep")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> gone(look));
            found(session);
        }
    }

    private static WeakReference<Look> asked(ObjectDetector.Session session, StillPicture picture) throws Exception {
        Look look = picture.look(LEAST);
        session.detect(List.of(look));
        return new WeakReference<>(look);
    }

    private static boolean gone(WeakReference<Look> look) {
        System.gc();
        return look.get() == null;
    }

    @Test
    public final void givesUpWhenItIsInterruptedAndThenServesAgain() throws Exception {
        try (ObjectDetector.Session session = detector().open()) {
            List<Detection> before = found(session);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> found(session))
                    .as("detect on an interrupted thread")
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).as("still interrupted").isFalse();

            assertThat(found(session)).as("afterwards").isEqualTo(before);
        } finally {
            // Later tests run on this thread.
            Thread.interrupted();
        }
    }

    @Test
    public final void closesTwiceWithoutHarmAndThenRefuses() throws Exception {
        ObjectDetector.Session session = detector().open();
        found(session);
        session.close();

        assertThatCode(session::close).as("close, again").doesNotThrowAnyException();
        assertThatThrownBy(() -> session.detect(List.of(picture().look(LEAST))))
                .as("detect after close")
                .isInstanceOf(DetectorException.class);
    }

    @Test
    public final void closesOneSessionWithoutHarmToAnother() throws Exception {
        ObjectDetector detector = detector();
        try (ObjectDetector.Session stays = detector.open()) {
            List<Detection> before = found(stays);
            detector.open().close();

            assertThat(found(stays)).as("when another was closed").isEqualTo(before);
        }
    }

    @Test
    public final void answersPicturesOfAnySizeOrRefusesWithADetectorException() throws Exception {
        try (ObjectDetector.Session session = detector().open()) {
            List<Detection> before = found(session);
            for (Look look : List.of(
                    StillPicture.grey(1, 1).look(LEAST),
                    StillPicture.grey(2000, 2).look(LEAST),
                    StillPicture.grey(3, 1500).look(LEAST),
                    StillPicture.grey(1921, 1081).look(LEAST),
                    picture().look(new Box(0.999, 0.999, 0.001, 0.001), LEAST),
                    picture().look(new Box(0, 0, 1, 0.01), LEAST))) {
                assertThatCode(() -> answerOrRefuse(session, look))
                        .as("a look at %s of %d×%d pixels", look.region(), look.frameWidthPx(), look.frameHeightPx())
                        .doesNotThrowAnyException();
            }
            assertThat(found(session)).as("afterwards").isEqualTo(before);
        }
    }

    private static void answerOrRefuse(ObjectDetector.Session session, Look look) throws InterruptedException {
        try {
            assertThat(session.detect(List.of(look))).as("answers").hasSize(1).doesNotContainNull();
        } catch (DetectorException e) {
            assertThat(e.getMessage()).as("reason").isNotBlank();
        }
    }

    @Test
    public final void answersAsManyCallsAtOnceAsItAllows() throws Exception {
        try (ObjectDetector.Session session = detector().open()) {
            assertThat(session.concurrency()).as("concurrency").isPositive();
            List<Detection> alone = found(session);
            ExecutorService threads = Executors.newFixedThreadPool(Math.min(session.concurrency(), MOST_AT_ONCE));
            try {
                List<Future<List<Detection>>> together = new ArrayList<>();
                for (int i = 0; i < 3 * MOST_AT_ONCE; i++) {
                    together.add(threads.submit(() -> found(session)));
                }
                for (Future<List<Detection>> each : together) {
                    assertThat(each.get()).as("beside other calls").isEqualTo(alone);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** What is found in the picture, which is something. */
    private List<Detection> found(ObjectDetector.Session session) throws Exception {
        List<List<Detection>> answers = session.detect(List.of(picture().look(LEAST)));
        assertThat(answers).as("answers to one look").isNotNull().hasSize(1).doesNotContainNull();
        assertThat(answers.get(0)).as("found in picture()").isNotEmpty();
        return answers.get(0);
    }
}
