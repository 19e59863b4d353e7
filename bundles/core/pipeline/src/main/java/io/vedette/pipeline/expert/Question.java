package io.vedette.pipeline.expert;

import io.vedette.api.detect.Look;
import java.util.function.Consumer;

/**
 * A look on its way to a detector. It is answered exactly once, by whichever thread comes first (the detector's or the
 * watchdog's); its frame stays retained until the call has really returned. Thread-safe.
 */
public final class Question {

    private final Look look;
    private final Consumer<Answer> reply;
    private final Runnable release;
    private boolean answered;
    private boolean released;

    /**
     * A question.
     *
     * @param reply called once, on any thread; must only wake somebody
     * @param release gives the look's frame back; called once, when no detector reads it any more
     */
    public Question(Look look, Consumer<Answer> reply, Runnable release) {
        this.look = look;
        this.reply = reply;
        this.release = release;
    }

    Look look() {
        return look;
    }

    /** Answers, unless that was done before. */
    boolean answer(Answer answer) {
        synchronized (this) {
            if (answered) {
                return false;
            }
            answered = true;
        }
        reply.accept(answer);
        return true;
    }

    /** Answers a question that no detector was asked, and gives the frame back. */
    public void settle(Answer answer) {
        release();
        answer(answer);
    }

    /** Gives the frame back. */
    void release() {
        synchronized (this) {
            if (released) {
                return;
            }
            released = true;
        }
        release.run();
    }
}
