package io.vedette.pipeline.expert;

import io.vedette.api.detect.Look;
import java.util.function.Consumer;

/**
 * A look on its way to a detector. It is answered exactly once, by whichever thread comes first (the detector's or the
 * watchdog's), or withdrawn before it was asked; its frame stays retained until the call has really returned. Thread-safe.
 */
public final class Question {

    private final Wish wish;
    private final long deadlineNs;
    private final Look look;
    private final Consumer<Answer> reply;
    private final Runnable release;
    private final long bornNs = System.nanoTime();
    private boolean begun;
    private boolean answered;
    private boolean released;

    /**
     * A question.
     *
     * @param wish who asks, and what for
     * @param deadlineNs an answer after this, by {@link System#nanoTime}, is of no use
     * @param reply called at most once, on any thread; must only wake somebody
     * @param release gives the look's frame back; called once, when no detector reads it any more
     */
    public Question(Wish wish, long deadlineNs, Look look, Consumer<Answer> reply, Runnable release) {
        this.wish = wish;
        this.deadlineNs = deadlineNs;
        this.look = look;
        this.reply = reply;
        this.release = release;
    }

    Wish wish() {
        return wish;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    Look look() {
        return look;
    }

    /** How long ago it was asked. */
    long ageNs() {
        return System.nanoTime() - bornNs;
    }

    /** Takes the question for a call; false where it was withdrawn or answered meanwhile. */
    public synchronized boolean begin() {
        if (answered) {
            return false;
        }
        begun = true;
        return true;
    }

    /** Takes the question back, unless a call has begun; then nobody answers it, and the frame is given back. */
    public boolean withdraw() {
        synchronized (this) {
            if (begun || answered) {
                return false;
            }
            answered = true;
        }
        release();
        return true;
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
