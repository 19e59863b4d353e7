package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.motion.Motion;
import io.vedette.pipeline.expert.Answer;
import io.vedette.pipeline.expert.Question;
import io.vedette.pipeline.expert.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookStageTest {

    private static final Box CORNER = new Box(0, 0, 0.2, 0.2);
    private static final Wish WISH = new Wish("door", "auto", Set.of("person"));

    private final Desk desk = new Desk();
    private final Count.Board counts = new Count.Board();
    private final List<String> taken = new ArrayList<>();
    private final List<CountedFrame> frames = new ArrayList<>();
    private int wakes;
    private final LookStage looks = new LookStage(desk, null, counts, this::take, () -> wakes++, false);

    @BeforeEach
    void configure() {
        looks.configure(WISH);
    }

    /** Takes questions while it is open, and answers them when it is told to. */
    private static final class Desk implements Detecting {
        final List<Question> questions = new ArrayList<>();
        final List<Long> frames = new ArrayList<>();
        boolean open = true;
        /** Whether all its detectors are busy with others, so that questions wait. */
        boolean crowded;

        @Override
        public boolean offer(long frameIndex, Question question) {
            if (open && (crowded || question.begin())) {
                questions.add(question);
                frames.add(frameIndex);
            }
            return open;
        }

        @Override
        public boolean promising(Wish wish) {
            return true;
        }
    }

    private void take(Pending look, Answer answer) {
        String what = answer.outcome() == Answer.Outcome.ANSWERED
                        && !answer.detections().isEmpty()
                ? answer.detections().get(0).label()
                : answer.outcome().name();
        taken.add(look.frame().index() + " " + what);
    }

    private void want(long index) {
        want(index, System.nanoTime());
    }

    private void want(long index, long offeredNs) {
        CountedFrame frame = new CountedFrame(index);
        frames.add(frame);
        looks.want(new Pending(frame, CORNER, new Motion(Motion.State.READY, List.of(CORNER), 0.04), offeredNs));
    }

    /** The desk answers its n-th question. */
    private void answer(int n, String label) {
        desk.questions
                .get(n)
                .settle(new Answer(
                        Answer.Outcome.ANSWERED, List.of(new Detection(label, 0.9, CORNER)), Map.of("name", "x"), 5));
    }

    private void fail(int n, Answer.Outcome outcome) {
        desk.questions.get(n).settle(new Answer(outcome, List.of(), Map.of(), 0));
    }

    private void assertNothingIsHeld() {
        assertThat(frames).allSatisfy(frame -> assertThat(frame.handles()).hasValue(0));
    }

    @Test
    void takesAnAnswerOnTheLaneOnly() {
        want(1);
        assertThat(looks.outstanding()).isTrue();
        answer(0, "cat");
        assertThat(wakes).isEqualTo(1);
        assertThat(taken).isEmpty();
        looks.collect();
        assertThat(taken).containsExactly("1 cat");
        assertThat(looks.outstanding()).isFalse();
        assertThat(counts.of(Count.LOOKS_OFFERED)).isEqualTo(1);
        assertThat(counts.of(Count.LOOKS_ANSWERED)).isEqualTo(1);
        assertNothingIsHeld();
    }

    @Test
    void aNewerLookReplacesTheWaitingOne() {
        want(1);
        want(2);
        want(3);
        assertThat(desk.frames).as("one outstanding").containsExactly(1L);
        assertThat(counts.of(Count.LOOKS_SUPERSEDED)).isEqualTo(1);
        assertThat(frames.get(1).handles()).hasValue(0);
        answer(0, "cat");
        looks.collect();
        assertThat(desk.frames).containsExactly(1L, 3L);
        answer(1, "dog");
        looks.collect();
        assertThat(taken).containsExactly("1 cat", "3 dog");
        assertNothingIsHeld();
    }

    @Test
    void aNewerLookReplacesTheOneThatIsQueuedButNotBegun() {
        desk.crowded = true;
        want(1);
        want(2);
        assertThat(desk.frames).containsExactly(1L, 2L);
        assertThat(counts.of(Count.LOOKS_SUPERSEDED)).isEqualTo(1);
        assertThat(frames.get(0).handles()).as("given back at once").hasValue(0);
        assertThat(desk.questions.get(0).begin())
                .as("nobody is to look at it any more")
                .isFalse();
        answer(0, "cat");
        answer(1, "dog");
        looks.collect();
        assertThat(taken).containsExactly("2 dog");
        assertNothingIsHeld();
    }

    @Test
    void aLookThatExpiredInItsQueueIsCountedAndTheNextOneIsAsked() {
        want(1);
        want(2);
        fail(0, Answer.Outcome.EXPIRED);
        looks.collect();
        assertThat(taken).isEmpty();
        assertThat(counts.of(Count.LOOKS_EXPIRED)).isEqualTo(1);
        assertThat(desk.frames).containsExactly(1L, 2L);
        answer(1, "dog");
        looks.collect();
        assertNothingIsHeld();
    }

    @Test
    void whatIsWantedComesToBeAnsweredOrIsCountedByItsCause() {
        for (int i = 0; i < 200; i++) {
            desk.open = i % 7 != 0;
            desk.crowded = i % 3 == 0;
            if (!looks.shed(i * 200_000_000L, 200_000_000L)) {
                want(i);
            }
            if (i % 4 == 0 && looks.outstanding()) {
                Answer.Outcome[] outcomes = Answer.Outcome.values();
                fail(desk.questions.size() - 1, i % 5 == 0 ? outcomes[i % outcomes.length] : Answer.Outcome.FAILED);
                looks.collect();
            }
        }
        looks.close();
        long ends = List.of(
                        Count.LOOKS_ANSWERED,
                        Count.LOOKS_FAILED,
                        Count.LOOKS_SUPERSEDED,
                        Count.LOOKS_EXPIRED,
                        Count.LOOKS_UNSERVED,
                        Count.LOOKS_SHED,
                        Count.LOOKS_DROPPED)
                .stream()
                .mapToLong(counts::of)
                .sum();
        assertThat(ends).isEqualTo(counts.of(Count.LOOKS_OFFERED)).isEqualTo(200);
    }

    @Test
    void aWaitingLookExpiresAfterTwoSeconds() {
        want(1);
        want(2, System.nanoTime() - 2_100_000_000L);
        looks.expire();
        assertThat(looks.waiting()).isFalse();
        assertThat(looks.outstanding()).as("what was asked is waited for").isTrue();
        assertThat(counts.of(Count.LOOKS_EXPIRED)).isEqualTo(1);
        want(3);
        looks.expire();
        assertThat(looks.waiting()).as("a fresh one waits on").isTrue();
        answer(0, "cat");
        looks.collect();
        answer(1, "dog");
        looks.collect();
        assertThat(taken).containsExactly("1 cat", "3 dog");
        assertNothingIsHeld();
    }

    @Test
    void aLookWithoutDetectorWaitsForOne() {
        desk.open = false;
        want(1);
        assertThat(looks.waiting()).isTrue();
        assertThat(looks.outstanding()).isFalse();
        desk.open = true;
        looks.retryWaiting();
        answer(0, "cat");
        looks.collect();
        assertThat(taken).containsExactly("1 cat");
        assertNothingIsHeld();
    }

    @Test
    void looksThatFoundNoDetectorAreCountedAsUnserved() {
        desk.open = false;
        want(1);
        want(2, System.nanoTime() - 2_100_000_000L);
        assertThat(counts.of(Count.LOOKS_UNSERVED)).isEqualTo(1);
        looks.expire();
        assertThat(counts.of(Count.LOOKS_UNSERVED)).isEqualTo(2);
        assertThat(counts.of(Count.LOOKS_EXPIRED)).isZero();
        assertNothingIsHeld();
    }

    @Test
    void aFailedLookIsToldAndTheNextOneIsAsked() {
        want(1);
        want(2);
        fail(0, Answer.Outcome.FAILED);
        looks.collect();
        assertThat(taken).containsExactly("1 FAILED");
        assertThat(counts.of(Count.LOOKS_FAILED)).isEqualTo(1);
        assertThat(desk.frames).containsExactly(1L, 2L);
    }

    @Test
    void aWithdrawnLookIsAskedAgainBeforeTheNewerOne() {
        want(1);
        want(2);
        fail(0, Answer.Outcome.WITHDRAWN);
        looks.collect();
        assertThat(desk.frames).containsExactly(1L, 1L);
        assertThat(counts.of(Count.LOOKS_OFFERED)).as("each counted once").isEqualTo(2);
        answer(1, "cat");
        looks.collect();
        answer(2, "dog");
        looks.collect();
        assertThat(taken).containsExactly("1 cat", "2 dog");
        assertNothingIsHeld();
    }

    @Test
    void aWithdrawnLookThatFindsNobodyGivesWayToTheNewerOne() {
        want(1);
        want(2);
        desk.open = false;
        fail(0, Answer.Outcome.WITHDRAWN);
        looks.collect();
        assertThat(looks.waiting()).isTrue();
        assertThat(frames.get(0).handles()).hasValue(0);
        desk.open = true;
        looks.retryWaiting();
        answer(1, "dog");
        looks.collect();
        assertThat(taken).containsExactly("2 dog");
        assertNothingIsHeld();
    }

    @Test
    void anAnswerToADroppedLookIsNotTakenForTheNextOnes() {
        want(1);
        looks.close();
        want(2);
        answer(0, "cat");
        looks.collect();
        assertThat(taken).isEmpty();
        assertThat(looks.outstanding()).isTrue();
        answer(1, "dog");
        looks.collect();
        assertThat(taken).containsExactly("2 dog");
        assertNothingIsHeld();
    }

    @Test
    void aLateAnswerDoesNotHideTheOneThatCounts() {
        want(1);
        looks.close();
        want(2);
        answer(1, "dog");
        answer(0, "cat");
        looks.collect();
        assertThat(taken).containsExactly("2 dog");
    }

    @Test
    void keepsADroppedLooksFrameUntilItsDetectorIsDone() {
        want(1);
        want(2);
        looks.close();
        assertThat(frames.get(1).handles()).hasValue(0);
        assertThat(frames.get(0).handles()).as("the detector's").hasValue(1);
        answer(0, "cat");
        looks.collect();
        assertThat(taken).isEmpty();
        assertNothingIsHeld();
    }

    @Test
    void motionStandsInForADetector() {
        looks.byMotion(true);
        want(1);
        assertThat(taken).containsExactly("1 moving");
        assertThat(desk.questions).isEmpty();
        assertThat(counts.of(Count.LOOKS_OFFERED)).isEqualTo(1);
        assertThat(counts.of(Count.LOOKS_ANSWERED)).isEqualTo(1);
        assertNothingIsHeld();
    }
}
