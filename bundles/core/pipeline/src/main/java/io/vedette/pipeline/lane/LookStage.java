package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.media.Frame;
import io.vedette.core.spi.media.Scaler;
import io.vedette.pipeline.expert.Answer;
import io.vedette.pipeline.expert.Question;
import io.vedette.pipeline.expert.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sees to it that at most one look is outstanding and at most one waits; the newer replaces the waiting one. Confined to one
 * lane, but for the answer's slot.
 */
final class LookStage implements AutoCloseable {

    private static final long EXPIRY_NS = 2_000_000_000L;
    private static final Map<String, String> MOTION =
            Map.of("name", "motion", "bundle", "", "version", "", "model", "", "model_sha256", "", "device", "cpu");
    private static final double MOVING_SCORE = 0.9;

    /** What a lane does with an answered look; the pending look is closed afterwards. */
    interface Taker {
        void answered(Pending look, Answer answer);
    }

    private final Detecting detecting;
    private final Scaler scaler;
    private final Count.Board counts;
    private final Taker taker;
    private final Runnable wake;
    /** Where the outstanding look's answer comes to lie; each look has its own, since late answers of dropped looks still come. */
    private AtomicReference<Answer> slot = new AtomicReference<>();

    private Wish wish;
    private boolean byMotion;
    private Pending outstanding;
    private Pending waiting;

    /** A stage whose {@code wake} is called, on any thread, when an answer has come. */
    LookStage(Detecting detecting, Scaler scaler, Count.Board counts, Taker taker, Runnable wake) {
        this.detecting = detecting;
        this.scaler = scaler;
        this.counts = counts;
        this.taker = taker;
        this.wake = wake;
    }

    void configure(Wish changed) {
        wish = changed;
    }

    /** Whether motion regions stand in for a detector's answers, since no detector will come. */
    void byMotion(boolean on) {
        byMotion = on;
    }

    boolean outstanding() {
        return outstanding != null;
    }

    /** Whether a look waits for a detector that may still come. */
    boolean waiting() {
        return waiting != null;
    }

    /** Wants a look; takes over the pending's handle. */
    void want(Pending look) {
        if (outstanding != null) {
            hold(look, Count.LOOKS_SUPERSEDED);
        } else {
            send(look);
        }
    }

    private void hold(Pending look, Count replaced) {
        if (waiting != null) {
            counts.add(replaced);
            waiting.close();
        }
        waiting = look;
    }

    private void send(Pending look) {
        if (byMotion) {
            counts.add(Count.LOOKS_OFFERED);
            counts.add(Count.LOOKS_ANSWERED);
            finish(look, moving(look));
            return;
        }
        Frame held = look.frame().retain();
        AtomicReference<Answer> own = new AtomicReference<>();
        Question question = new Question(
                new FrameLook(held, look.region(), FrameLook.LEAST_SCORE, scaler),
                answer -> {
                    own.set(answer);
                    wake.run();
                },
                held::close);
        if (detecting.offer(wish, look.frame().index(), question)) {
            counts.add(Count.LOOKS_OFFERED);
            outstanding = look;
            slot = own;
        } else {
            held.close();
            hold(look, Count.LOOKS_UNSERVED);
        }
    }

    /** Takes the answer, if one has come. */
    void collect() {
        Answer answer = slot.getAndSet(null);
        if (answer != null && outstanding != null) {
            Pending look = outstanding;
            outstanding = null;
            if (answer.outcome() == Answer.Outcome.WITHDRAWN) {
                counts.add(Count.LOOKS_OFFERED, -1);
                resend(look);
            } else {
                counts.add(answer.outcome() == Answer.Outcome.ANSWERED ? Count.LOOKS_ANSWERED : Count.LOOKS_FAILED);
                finish(look, answer);
            }
        }
        retryWaiting();
    }

    /** A withdrawn look is asked again before a newer one. */
    private void resend(Pending look) {
        Pending newer = waiting;
        waiting = null;
        send(look);
        if (newer != null) {
            hold(newer, Count.LOOKS_SUPERSEDED);
        }
    }

    /** Offers the waiting look again: the outstanding one was answered, or a detector came. */
    void retryWaiting() {
        if (outstanding == null && waiting != null) {
            Pending look = waiting;
            waiting = null;
            send(look);
        }
    }

    /** Drops a waiting look that became too old to be worth an answer. */
    void expire() {
        if (waiting != null && System.nanoTime() - waiting.offeredNs() > EXPIRY_NS) {
            counts.add(outstanding == null ? Count.LOOKS_UNSERVED : Count.LOOKS_EXPIRED);
            waiting.close();
            waiting = null;
        }
    }

    private void finish(Pending look, Answer answer) {
        try (look) {
            taker.answered(look, answer);
        }
    }

    private static Answer moving(Pending look) {
        List<Detection> detections = new ArrayList<>();
        for (Box region : look.motion().regions()) {
            detections.add(new Detection("moving", MOVING_SCORE, region));
        }
        return new Answer(Answer.Outcome.ANSWERED, detections, MOTION, 0);
    }

    /** Forgets what waits; an answer still to come finds nobody. */
    @Override
    public void close() {
        if (waiting != null) {
            waiting.close();
            waiting = null;
        }
        if (outstanding != null) {
            counts.add(Count.LOOKS_DROPPED);
            outstanding.close();
            outstanding = null;
        }
    }
}
