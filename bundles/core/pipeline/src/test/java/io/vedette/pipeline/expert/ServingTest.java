package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServingTest {

    private static final long A_MINUTE_NS = 60_000_000_000L;

    private final Semaphore may = new Semaphore(0);
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger released = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile boolean breaks;
    private Serving serving;

    /** Answers a batch for each permit. */
    private final class Session implements ObjectDetector.Session {
        @Override
        public List<List<Detection>> detect(List<Look> looks) throws DetectorException, InterruptedException {
            batches.add(looks.size());
            may.acquire();
            if (breaks) {
                throw new DetectorException("broken");
            }
            return looks.stream()
                    .map(look -> List.of(new Detection("cat", 0.9, Box.FRAME)))
                    .toList();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private void serve(int threads, int mostLooks) {
        serving = new Serving(
                new Serving.Opened("test", new Session(), threads, mostLooks, Map.of()), new Serving.Watcher() {
                    @Override
                    public void answered(List<Question> questions, long latencyNs) {
                        told.add("answered " + questions.size());
                    }

                    @Override
                    public void failed(String because) {
                        told.add("failed " + because);
                    }

                    @Override
                    public void timedOut(Serving hung) {
                        told.add("timed out");
                    }
                });
        serving.start();
    }

    @AfterEach
    void stop() {
        may.release(1_000);
        serving.retire();
    }

    private Question ask(String camera, List<Answer> answers, long deadlineNs) {
        Question question = new Question(
                new Wish(camera, "auto", Set.of("cat")),
                deadlineNs,
                new BlankLook(),
                answers::add,
                released::incrementAndGet);
        assertThat(serving.offer(question)).isTrue();
        return question;
    }

    private List<Answer> ask(String camera) {
        List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
        ask(camera, answers, System.nanoTime() + A_MINUTE_NS);
        return answers;
    }

    @Test
    void looksThatWaitTogetherAreAskedTogether() {
        serve(1, 8);
        List<Answer> first = ask("a");
        await().until(() -> batches.size() == 1);
        List<Answer> b = ask("b");
        List<Answer> c = ask("c");
        may.release(2);
        await().until(() -> first.size() + b.size() + c.size() == 3);
        assertThat(batches).containsExactly(1, 2);
        await().until(() -> told.size() == 2);
        assertThat(told).containsExactly("answered 1", "answered 2");
        assertThat(released).hasValue(3);
    }

    @Test
    void aThreadThatBreaksAnswersItsOtherLooksAndServesOn() {
        serve(1, 8);
        List<Answer> first = ask("a");
        await().until(() -> batches.size() == 1);
        Question deaf = new Question(
                new Wish("b", "auto", Set.of("cat")),
                System.nanoTime() + A_MINUTE_NS,
                new BlankLook(),
                answer -> {
                    throw new IllegalStateException("a lane that has left");
                },
                released::incrementAndGet);
        assertThat(serving.offer(deaf)).isTrue();
        List<Answer> c = ask("c");
        may.release(10);
        await().until(() -> first.size() + c.size() == 2);
        assertThat(released).hasValue(3);
        List<Answer> d = ask("d");
        await().until(() -> d.size() == 1);
        assertThat(serving.workers()).singleElement().satisfies(each -> assertThat(each.restarts())
                .isOne());
    }

    @Test
    void aFailedBatchFailsEachOfItsLooks() {
        serve(1, 8);
        breaks = true;
        ask("a");
        await().until(() -> batches.size() == 1);
        List<Answer> b = ask("b");
        List<Answer> c = ask("c");
        may.release(2);
        await().until(() -> b.size() + c.size() == 2);
        assertThat(b.get(0).outcome()).isEqualTo(Answer.Outcome.FAILED);
        assertThat(c.get(0).outcome()).isEqualTo(Answer.Outcome.FAILED);
    }

    @Test
    void whatWasWithdrawnIsNotAsked() {
        serve(1, 1);
        ask("a");
        await().until(() -> batches.size() == 1);
        List<Answer> never = new ArrayList<>();
        Question withdrawn = ask("b", never, System.nanoTime() + A_MINUTE_NS);
        List<Answer> c = ask("c");
        assertThat(withdrawn.withdraw()).isTrue();
        assertThat(released).as("its frame").hasValue(1);
        may.release(3);
        await().until(() -> c.size() == 1);
        assertThat(batches).containsExactly(1, 1);
        assertThat(never).isEmpty();
    }

    @Test
    void whatIsTooOldIsNotAsked() {
        serve(1, 1);
        ask("a");
        await().until(() -> batches.size() == 1);
        List<Answer> late = Collections.synchronizedList(new ArrayList<>());
        ask("b", late, System.nanoTime() - 1);
        may.release(1);
        await().until(() -> late.size() == 1);
        assertThat(late.get(0).outcome()).isEqualTo(Answer.Outcome.EXPIRED);
        assertThat(batches).containsExactly(1);
        assertThat(released).hasValue(2);
    }

    @Test
    void retiringAtOnceGivesBackWhatWaitsAndClosesAfterTheCall() {
        serve(1, 1);
        List<Answer> a = ask("a");
        await().until(() -> batches.size() == 1);
        List<Answer> b = ask("b");
        serving.retireNow();
        assertThat(b).extracting(Answer::outcome).containsExactly(Answer.Outcome.WITHDRAWN);
        assertThat(closed).as("a call still runs").hasValue(0);
        may.release();
        await().until(() -> closed.get() == 1 && a.size() == 1);
        assertThat(a).extracting(Answer::outcome).containsExactly(Answer.Outcome.ANSWERED);
    }
}
