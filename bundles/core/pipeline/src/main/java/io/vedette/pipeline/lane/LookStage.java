package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.media.Frame;
import io.vedette.core.spi.media.Scaler;
import io.vedette.pipeline.expert.Answer;
import io.vedette.pipeline.expert.FrameLook;
import io.vedette.pipeline.expert.Question;
import io.vedette.pipeline.expert.Wish;
import io.vedette.pipeline.schedule.LookRate;
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
    private final boolean patient;
    private final LookRate rate = new LookRate();
    /** Where the outstanding look's answer comes to lie; each look has its own, since late answers of dropped looks still come. */
    private AtomicReference<Answer> slot = new AtomicReference<>();

    private Wish wish;
    private boolean byMotion;
    private Pending outstanding;
    private Question question;
    private Pending waiting;

    /**
     * A stage that has wanted nothing yet.
     *
     * @param wake is called, on any thread, when an answer has come
     * @param patient whether every look is worth its answer, however late: media that waits for it
     */
    LookStage(Detecting detecting, Scaler scaler, Count.Board counts, Taker taker, Runnable wake, boolean patient) {
        this.detecting = detecting;
        this.scaler = scaler;
        this.counts = counts;
        this.taker = taker;
        this.wake = wake;
        this.patient = patient;
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

    /** Wants the faces of a frame that was just answered, before anything newer; takes over the pending's handle. */
    void wantFaces(Pending look) {
        if (outstanding != null || !ask(look, wish.forFaces())) {
            look.close();
        }
    }

    /** Wants a look; takes over the pending's handle. */
    void want(Pending look) {
        counts.add(Count.LOOKS_OFFERED);
        if (outstanding != null && question.withdraw()) {
            drop(outstanding, Count.LOOKS_SUPERSEDED);
            outstanding = null;
        }
        if (outstanding == null) {
            send(look);
        } else {
            hold(look);
        }
    }

    /**
     * Whether a look is not worth a picture's copy now, since the camera is served so much less often; counted where it is so.
     *
     * @param usualNs the time between looks that the settings allow
     */
    boolean shed(long nowNs, long usualNs) {
        boolean shed = !patient && !byMotion && !rate.due(nowNs, usualNs);
        if (shed) {
            counts.add(Count.LOOKS_OFFERED);
            counts.add(Count.LOOKS_SHED);
        }
        return shed;
    }

    /** The look waits; one that waited has waited in vain. */
    private void hold(Pending look) {
        if (waiting != null) {
            drop(waiting, outstanding == null ? Count.LOOKS_UNSERVED : Count.LOOKS_SUPERSEDED);
        }
        waiting = look;
    }

    private void drop(Pending look, Count cause) {
        if (!look.ofFaces()) {
            counts.add(cause);
        }
        look.close();
    }

    private void send(Pending look) {
        if (byMotion) {
            counts.add(Count.LOOKS_ANSWERED);
            finish(look, moving(look));
            return;
        }
        if (ask(look, wish)) {
            if (waiting != null) {
                drop(waiting, Count.LOOKS_UNSERVED);
                waiting = null;
            }
        } else {
            hold(look);
        }
    }

    /** Asks whoever fulfils a wish; false where nobody takes the question now. */
    private boolean ask(Pending look, Wish whose) {
        Frame held = look.frame().retain();
        AtomicReference<Answer> own = new AtomicReference<>();
        Question asked = new Question(
                whose,
                look.offeredNs() + (patient ? Long.MAX_VALUE / 2 : EXPIRY_NS),
                new FrameLook(held, look.region(), FrameLook.LEAST_SCORE, scaler),
                answer -> {
                    own.set(answer);
                    wake.run();
                },
                held::close);
        boolean taken = detecting.offer(look.frame().index(), asked);
        if (taken) {
            outstanding = look;
            question = asked;
            slot = own;
        } else {
            held.close();
        }
        return taken;
    }

    /** Takes the answer, if one has come. */
    void collect() {
        Answer answer = slot.getAndSet(null);
        if (answer != null && outstanding != null) {
            Pending look = outstanding;
            outstanding = null;
            if (look.ofFaces()) {
                finish(look, answer);
                retryWaiting();
                return;
            }
            rate.served(System.nanoTime());
            switch (answer.outcome()) {
                case WITHDRAWN -> resend(look);
                case EXPIRED -> drop(look, Count.LOOKS_EXPIRED);
                case ANSWERED -> {
                    counts.add(Count.LOOKS_ANSWERED);
                    finish(look, answer);
                }
                case FAILED -> {
                    counts.add(Count.LOOKS_FAILED);
                    finish(look, answer);
                }
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
            hold(newer);
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
            drop(waiting, outstanding == null ? Count.LOOKS_UNSERVED : Count.LOOKS_EXPIRED);
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
        rate.forget();
        if (waiting != null) {
            drop(waiting, Count.LOOKS_DROPPED);
            waiting = null;
        }
        if (outstanding != null) {
            question.withdraw();
            drop(outstanding, Count.LOOKS_DROPPED);
            outstanding = null;
        }
    }
}
