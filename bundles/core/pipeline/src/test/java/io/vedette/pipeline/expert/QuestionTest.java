package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private static final Answer FAILED = new Answer(Answer.Outcome.FAILED, List.of(), Map.of(), 0);

    private static final Wish WISH = new Wish("door", "auto", Set.of("person"));

    private final List<Answer> answers = new ArrayList<>();
    private final AtomicInteger released = new AtomicInteger();
    private final Question question = new Question(WISH, 0, new BlankLook(), answers::add, released::incrementAndGet);

    @Test
    void isAnsweredByWhoeverComesFirst() {
        assertThat(question.answer(Answer.WITHDRAWN)).isTrue();
        assertThat(question.answer(FAILED)).isFalse();
        assertThat(answers).containsExactly(Answer.WITHDRAWN);
    }

    @Test
    void keepsItsFrameUntilTheCallHasReturned() {
        question.answer(FAILED);
        assertThat(released).hasValue(0);
        question.release();
        question.release();
        assertThat(released).hasValue(1);
    }

    @Test
    void isSettledAtOnce() {
        question.settle(FAILED);
        question.settle(Answer.WITHDRAWN);
        assertThat(answers).containsExactly(FAILED);
        assertThat(released).hasValue(1);
    }

    @Test
    void isAnsweredOnceWhenManyThreadsDoIt() throws Exception {
        AtomicInteger told = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 1; round <= 200; round++) {
                Question contested =
                        new Question(WISH, 0, new BlankLook(), a -> told.incrementAndGet(), released::incrementAndGet);
                CyclicBarrier start = new CyclicBarrier(4);
                List<Future<Boolean>> running = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    running.add(threads.submit(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        contested.settle(FAILED);
                        return true;
                    }));
                }
                for (Future<Boolean> each : running) {
                    assertThat(each.get(10, TimeUnit.SECONDS)).isTrue();
                }
                assertThat(told).hasValue(round);
                assertThat(released).hasValue(round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anAnswerCannotBeChangedAfterwards() {
        List<Detection> detections = new ArrayList<>(List.of(new Detection("cat", 0.9, Box.FRAME)));
        Answer answer = new Answer(Answer.Outcome.ANSWERED, detections, Map.of("name", "onnx"), 5);
        detections.clear();
        assertThat(answer.detections()).hasSize(1);
        assertThatThrownBy(() -> answer.detections().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> answer.detector().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
