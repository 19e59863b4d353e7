package io.vedette.pipeline.lane;

import io.vedette.pipeline.expert.Question;
import io.vedette.pipeline.expert.Wish;
import java.util.Iterator;
import java.util.List;

/**
 * Answers looks from a journal, each at the very place in the packets where it was answered when it was recorded. Pace and
 * detector in one, since the one holds the cursor back until the other has answered. Confined to one lane.
 */
final class Replay implements Pace, Detecting {

    private final Iterator<Recording.Entry> journal;
    private Recording.Entry next;
    private Question asked;

    Replay(List<Recording.Entry> answers) {
        journal = answers.iterator();
        next = journal.hasNext() ? journal.next() : null;
    }

    @Override
    public boolean offer(long frameIndex, Question question) {
        if (next == null || next.frameIndex() != frameIndex) {
            return false;
        }
        // Begun, so that a newer look waits for it as it did then.
        asked = question.begin() ? question : null;
        return asked != null;
    }

    @Override
    public boolean promising(Wish wish) {
        return true;
    }

    @Override
    public boolean mayAdvance(long packetsTaken, boolean lookOutstanding) {
        if (asked == null || next.packetsTaken() > packetsTaken) {
            return true;
        }
        Question question = asked;
        Recording.Entry entry = next;
        asked = null;
        next = journal.hasNext() ? journal.next() : null;
        question.settle(entry.answer());
        return false;
    }

    @Override
    public boolean jumps() {
        return false;
    }
}
