package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.media.Frame;
import io.vedette.api.media.Picture;
import io.vedette.api.motion.Motion;
import io.vedette.api.trigger.Press;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.expert.Answer;
import io.vedette.pipeline.expert.PlugIn;
import io.vedette.pipeline.gate.CameraGate;
import io.vedette.pipeline.gate.LevelWish;
import java.util.List;

/**
 * What becomes of decoded pictures: motion looks at them, objects are looked for where something moves, people see them.
 * Confined to one lane.
 */
final class PictureStage {

    /** What is followed is looked at so often once nothing has moved for so long, be it that it stands or that it has left. */
    private static final long CALM_NS = 580_000_000L;

    /** Nearly two of the times between pictures that are due, for one a second; nanoseconds. */
    private static final double EVERY_SECOND = 1.75e9;

    /** What a lane lends to its pictures. Immutable. */
    record Lent(LaneServices services, Count.Board counts, LaneView view, PacketCursor packets, CameraGate gate) {}

    private final Lent lent;
    private final Screen screen = new Screen();
    private final Sampler sampler = new Sampler();
    private final Onset onset = new Onset();
    private final MotionStage motion;
    private final LookStage looks;
    private final ObjectStage objects;
    private final PressStage presses;
    private LaneOrders applied;
    private long lastLookNs;
    private long lastWantNs;
    private long movedNs;
    private boolean wantedBefore;
    private boolean atOnce;

    /**
     * A stage that has seen nothing yet.
     *
     * @param wake is called, on any thread, when an answer has come
     */
    PictureStage(Lent lent, LaneOrders orders, Pace pace, Detecting detecting, Runnable wake) {
        LaneServices services = lent.services();
        CameraSettings settings = orders.settings();
        this.lent = lent;
        this.applied = orders;
        this.motion = new MotionStage(
                settings.info(), settings.motion(), services.experts().motions(), services.scaler());
        this.looks = new LookStage(detecting, services.scaler(), lent.counts(), this::answered, wake, !pace.jumps());
        this.looks.configure(settings.wish());
        this.objects = new ObjectStage(services, orders, pace != Pace.FOLLOW);
        this.presses = new PressStage(services, objects.events(), wake);
        newTimeLine();
    }

    void configure(LaneOrders changed) {
        CameraSettings settings = changed.settings();
        if (!settings.motion().equals(applied.settings().motion())) {
            motion.configure(settings.motion());
        }
        looks.configure(settings.wish());
        if (!changed.detect() && applied.detect()) {
            stopDetecting();
        }
        applied = changed;
        objects.configure(changed);
    }

    void expertsChanged() {
        motion.expertsChanged();
        objects.expertsChanged();
        looks.retryWaiting();
    }

    /** Somebody pressed the camera's button; on any thread. */
    void press(Press press) {
        presses.press(press);
    }

    /** Takes what has come from other threads: an answer, a press, a clip. */
    void collect() {
        presses.collect(applied);
        looks.collect();
    }

    /** Time passes. */
    void tick() {
        presses.tick(applied);
    }

    /** Drops what has become too old to be worth an answer. */
    void expire() {
        looks.expire();
    }

    void stopDetecting() {
        looks.close();
        objects.endAll();
    }

    /** Another connection: its times have nothing to do with the former one's. */
    void newTimeLine() {
        lastLookNs = Long.MIN_VALUE;
        onset.restart();
        rewound();
    }

    /** The pictures of before come again. */
    void rewound() {
        sampler.restart();
        onset.rewound();
        wantedBefore = false;
    }

    /** The next picture is looked at, whatever the rate of looks. */
    void lookAtNext() {
        atOnce = true;
    }

    Screen screen() {
        return screen;
    }

    /** Whether anybody wants pictures at all, or the settings want them whoever there is. */
    boolean wanted() {
        boolean always = applied.settings().gate().wish() == LevelWish.NEVER;
        return always || applied.motion() || objects.busy() || watched();
    }

    /** Whether somebody watches live, or a press waits for its picture. */
    boolean watched() {
        return screen.watched() || presses.waiting();
    }

    /** Whether something is followed that does not stand still. */
    boolean following() {
        return objects.restless();
    }

    boolean outstanding() {
        return looks.outstanding();
    }

    /** Whether a look waits for its answer, or for a detector that may still come. */
    boolean pending() {
        return looks.outstanding() || looks.waiting();
    }

    /** A decoded picture, on the lane. */
    void picture(Picture picture) {
        lent.view().picture(picture);
        if (presses.waiting()) {
            presses.picture(lent.packets().arrivalOf(picture.ptsNs()), () -> copy(picture), applied);
        }
        boolean due =
                sampler.due(picture.ptsNs(), applied.settings().detection().fps());
        if ((due || atOnce || onset.lasts(picture.ptsNs())) && (applied.detect() || applied.motion())) {
            atOnce = false;
            sample(picture);
        }
        if (screen.due(picture.ptsNs(), looks.outstanding())) {
            try (Frame frame = copy(picture)) {
                screen.show(frame, objects.tracks(), objects.labels());
            }
        }
    }

    private Frame copy(Picture picture) {
        long index = lent.counts().of(Count.PICTURES) - 1;
        return lent.services().frames().copy(picture, lent.packets().arrivalOf(picture.ptsNs()), index);
    }

    private void sample(Picture picture) {
        Motion moving = Motion.NONE;
        boolean again = picture.ptsNs() <= lastLookNs;
        if (applied.motion()) {
            // The background is of later than this picture, so that no detector of motion can tell; but something woke
            // the gate.
            if (again && (!lent.gate().waking() || objects.byMotion())) {
                return;
            }
            moving = again ? Motion.EVERYWHERE : look(picture);
        }
        lent.counts().add(Count.SAMPLED);
        boolean worthLooking = applied.settings().detection().always()
                || moving.moving()
                || (objects.restless() && !calm(picture.ptsNs()))
                || objects.standingDue(picture.ptsNs());
        if (applied.detect() && worthLooking && lent.gate().open() && !spared(picture.ptsNs(), again)) {
            want(picture, moving);
        }
    }

    /** In a catch-up, before anything is seen: every second picture that is due tells as well where it began. */
    private boolean spared(long ptsNs, boolean again) {
        return again
                && wantedBefore
                && !objects.busy()
                && ptsNs - lastWantNs
                        < EVERY_SECOND / applied.settings().detection().fps();
    }

    /** Whether nothing has moved for a while, and what is followed was looked at since. */
    private boolean calm(long ptsNs) {
        return wantedBefore && ptsNs - movedNs > CALM_NS && ptsNs - lastWantNs < CALM_NS;
    }

    private Motion look(Picture picture) {
        long ptsNs = picture.ptsNs();
        Motion moving = motion.look(picture);
        lastLookNs = ptsNs;
        lent.gate().looked(ptsNs, moving.state() == Motion.State.READY, moving.moving());
        lent.view().motion(moving, ptsNs);
        onset.looked(ptsNs, moving);
        return moving;
    }

    private void want(Picture picture, Motion moving) {
        wantedBefore = true;
        lastWantNs = picture.ptsNs();
        movedNs = moving.moving() ? lastWantNs : movedNs;
        boolean byMotion = objects.byMotion();
        looks.byMotion(byMotion);
        long usualNs = (long) (1e9 / applied.settings().detection().fps());
        // Packets that come again come faster than their time, and wait for each look.
        if (!lent.packets().again() && looks.shed(System.nanoTime(), usualNs)) {
            return;
        }
        Frame frame = copy(picture);
        Box region = byMotion || applied.settings().detection().always()
                ? Box.FRAME
                : Regions.worthLooking(moving, objects.wanted(picture.ptsNs()), picture.widthPx(), picture.heightPx());
        looks.want(new Pending(frame, region, moving, System.nanoTime()));
    }

    private void answered(Pending look, Answer answer) {
        lent.packets().note(look, answer);
        if (answer.outcome() != Answer.Outcome.ANSWERED) {
            return;
        }
        if (look.ofFaces()) {
            objects.foundFaces(look, answer);
            return;
        }
        objects.found(look, answer);
        objects.faceDue(look.frame().ptsNs()).ifPresent(person -> looks.wantFaces(faces(look, person)));
        onset.answered(objects.tracks(), look.frame().ptsNs());
        screen.show(look.frame(), objects.tracks(), objects.labels());
        lent.view().detector(answer.detector().getOrDefault("name", ""));
    }

    private static Pending faces(Pending look, Box person) {
        Frame frame = look.frame();
        Box region = Regions.around(person, frame.widthPx(), frame.heightPx());
        return new Pending(frame.retain(), region, look.motion(), System.nanoTime(), true);
    }

    /** What is to be closed at the end, each whatever became of the others. */
    List<PlugIn.Action> closing() {
        return List.of(looks::close, () -> presses.close(applied), objects::close, motion::close, screen::close);
    }
}
