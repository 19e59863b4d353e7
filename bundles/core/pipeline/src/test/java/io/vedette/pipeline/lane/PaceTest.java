package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.pipeline.expert.Answer;
import io.vedette.pipeline.expert.Question;
import io.vedette.pipeline.expert.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Wish WISH = new Wish("door", "auto", Set.of("person"));

    @Test
    void liveWaitsForNobodyAndMayJump() {
        assertThat(Pace.LIVE.mayAdvance(0, true)).isTrue();
        assertThat(Pace.LIVE.mayAdvance(0, false)).isTrue();
        assertThat(Pace.LIVE.jumps()).isTrue();
    }

    @Test
    void followWaitsForEveryAnswerAndSkipsNothing() {
        assertThat(Pace.FOLLOW.mayAdvance(0, true)).isFalse();
        assertThat(Pace.FOLLOW.mayAdvance(0, false)).isTrue();
        assertThat(Pace.FOLLOW.jumps()).isFalse();
    }

    @Test
    void replayAnswersAtThePlaceWhereItWasAnswered() {
        Answer answer = new Answer(Answer.Outcome.ANSWERED, List.of(), Map.of(), 1);
        Replay replay = new Replay(List.of(new Recording.Entry(12, 3, answer)));
        List<Answer> told = new ArrayList<>();
        Question question = new Question(WISH, 0, null, told::add, () -> {});
        assertThat(replay.offer(2, question)).as("another frame").isFalse();
        assertThat(replay.offer(3, question)).isTrue();
        assertThat(replay.mayAdvance(11, true)).isTrue();
        assertThat(told).isEmpty();
        assertThat(replay.mayAdvance(12, true)).as("the answer comes first").isFalse();
        assertThat(told).containsExactly(answer);
        assertThat(replay.mayAdvance(12, false)).isTrue();
        assertThat(replay.offer(4, question)).as("after the journal's end").isFalse();
    }
}
