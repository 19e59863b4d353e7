package io.vedette.pipeline.expert;

import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.worker.WorkerState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector service on its way: loading, ready, unavailable because …, leaving. Opens and warms on a thread of its own; where
 * its breaker opens, the session is closed and the detector opened anew after a rest; a better model replaces the one that serves
 * without a gap. Thread-safe.
 */
final class DetectorCandidate implements Serving.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(DetectorCandidate.class);
    private static final long LATE_LIMIT_MS = 10_000;

    final ObjectDetector service;
    final Origin origin;
    private final Ears ears;
    private final Tally tally = new Tally();
    private final ConcurrentSkipListSet<String> cameras = new ConcurrentSkipListSet<>();
    private final Breaker breaker = new Breaker();
    private final Opening opening = new Opening(this::broke);
    private boolean modelsChangedMeanwhile;
    private DetectorInfo info;
    private Candidate.State state;
    private String because = "";
    private Serving serving;
    private Serving former;

    /** Who wants to know what happens; called without locks held. */
    interface Ears {
        /** Another detector may have become the best. */
        void changed();

        /** Looks were answered. */
        void answered(DetectorCandidate by, List<Question> questions);
    }

    DetectorCandidate(ObjectDetector service, Origin origin, DetectorInfo info, Ears ears) {
        this.service = service;
        this.origin = origin;
        this.info = info;
        this.ears = ears;
        this.state = onRequest() ? Candidate.State.RESTING : Candidate.State.LOADING;
    }

    /** Whether it serves only cameras that name it; until one does, it is not opened. */
    boolean onRequest() {
        return Boolean.parseBoolean(info().attributes().get("on_request"));
    }

    /** Opens and warms the detector in the background. */
    void load() {
        synchronized (this) {
            if (state == Candidate.State.LEAVING || !opening.claim()) {
                return;
            }
            state = Candidate.State.LOADING;
        }
        inBackground(this::openAndWarm, this::opened);
    }

    /**
     * A model may have come or gone: one that could not be opened is tried at once, one that serves is opened beside itself where
     * its service now tells of another model, and one that rested for want of a model is opened where its service now serves all.
     * One that is being opened is asked again afterwards.
     */
    void modelsChanged() {
        boolean rests;
        synchronized (this) {
            rests = state == Candidate.State.RESTING;
            boolean serves = state == Candidate.State.READY;
            if (!rests && !(serves && opening.claim())) {
                modelsChangedMeanwhile = opening.underWay();
                breaker.wake(System.nanoTime());
                return;
            }
        }
        // On a thread of its own, since the service may be slow to say what it has now.
        if (rests) {
            inBackground(this::reconsider, () -> {});
        } else {
            inBackground(this::replace, this::opened);
        }
    }

    private void reconsider() {
        told().ifPresent(now -> {
            synchronized (this) {
                info = now;
            }
            if (!onRequest()) {
                load();
            }
        });
    }

    private void replace() {
        if (told().filter(now -> WarmUp.hasAnotherModel(now, info())).isPresent()) {
            openAndWarm();
        }
    }

    private Optional<DetectorInfo> told() {
        try {
            return Optional.of(PlugIn.call("info", service::info));
        } catch (PlugIn.Failure e) {
            LOG.warn("Detector {} cannot say which model it has: {}", origin.label(), e.getMessage());
            return Optional.empty();
        }
    }

    /** An attempt to open it is over. */
    private void opened() {
        boolean again;
        synchronized (this) {
            again = modelsChangedMeanwhile;
            modelsChangedMeanwhile = false;
            opening.release();
        }
        if (again) {
            modelsChanged();
        }
    }

    private void inBackground(Runnable work, Runnable after) {
        opening.run("vedette-detector-open-" + info().name(), work, after);
    }

    private void broke(Throwable e) {
        LOG.error("Opening detector {} broke", origin.label(), e);
        if (state() != Candidate.State.READY) {
            unavailable("opening it broke: " + e);
        }
    }

    /** The threads of what serves now. */
    List<WorkerState> workers() {
        Serving now;
        synchronized (this) {
            now = serving;
        }
        return now == null ? List.of() : now.workers();
    }

    private void openAndWarm() {
        try {
            takeOver(WarmUp.of(service, origin));
        } catch (PlugIn.Failure e) {
            String reason = WarmUp.reason(e);
            if (state() == Candidate.State.READY) {
                LOG.warn("Detector {} keeps its model, because the new one cannot serve: {}", origin.label(), reason);
            } else {
                unavailable(reason);
            }
        }
    }

    private void takeOver(WarmUp.Result warm) {
        Serving fresh = new Serving(warm.opened(), this).start();
        boolean late;
        Serving before;
        synchronized (this) {
            late = state == Candidate.State.LEAVING;
            before = serving;
            if (!late) {
                info = warm.info();
                former = serving;
                serving = fresh;
                state = Candidate.State.READY;
                because = "";
                breaker.ready();
            }
        }
        if (late) {
            fresh.retire();
            awaitClosed(fresh);
            return;
        }
        LOG.info(
                "Detector {} of {} is ready: model {} on {}",
                warm.info().name(),
                origin.label(),
                warm.info().model(),
                warm.info().device());
        ears.changed();
        // After the change is told, so that nobody asks it any more; what it was asked it answers.
        if (before != null) {
            before.retire();
        }
    }

    /** Whoever leaves waits for the opening, and so for this. */
    private static void awaitClosed(Serving late) {
        try {
            late.awaitClosed(LATE_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void unavailable(String reason) {
        boolean news;
        synchronized (this) {
            if (state == Candidate.State.LEAVING) {
                return;
            }
            news = !because.equals(reason);
            state = Candidate.State.UNAVAILABLE;
            because = reason;
            breaker.open(System.nanoTime());
        }
        if (news) {
            LOG.warn("Detector {} of {} is unavailable, because {}", info().name(), origin.label(), reason);
        }
        ears.changed();
    }

    /** Called often: ends hung calls, opens anew what has rested. */
    void tick() {
        Serving current;
        Serving before;
        boolean rested;
        synchronized (this) {
            current = serving;
            before = former;
            rested = state == Candidate.State.UNAVAILABLE && breaker.rested(System.nanoTime());
        }
        if (before != null) {
            before.watch();
        }
        if (current != null) {
            current.watch();
        }
        if (rested) {
            load();
        }
    }

    /** Takes a question; false where it does not serve now, or is on trial and has a look already. */
    boolean offer(Question question) {
        Serving current;
        synchronized (this) {
            boolean may = state == Candidate.State.READY && !(breaker.halfOpen() && !serving.idle());
            current = may ? serving : null;
        }
        return current != null && current.offer(question);
    }

    synchronized DetectorInfo info() {
        return info;
    }

    synchronized Candidate.State state() {
        return state;
    }

    /** Whether it is opened for the first time, so that nobody knows yet whether it can serve. */
    synchronized boolean firstLoading() {
        return state == Candidate.State.LOADING && because.isEmpty();
    }

    void servedCamera(String camera) {
        cameras.add(camera);
    }

    void leftCamera(String camera) {
        cameras.remove(camera);
    }

    synchronized void forget(String camera) {
        cameras.remove(camera);
        if (serving != null) {
            serving.forget(camera);
        }
    }

    @Override
    public void answered(List<Question> questions, long latencyNs) {
        tally.answered(latencyNs);
        boolean healed;
        synchronized (this) {
            healed = breaker.answered();
        }
        if (healed) {
            LOG.info("Detector {} of {} has proved itself and serves as before", info().name(), origin.label());
            ears.changed();
        }
        ears.answered(this, questions);
    }

    @Override
    public void failed(String reason) {
        tally.failed(reason);
        Serving broken = null;
        synchronized (this) {
            if (breaker.failed() && state == Candidate.State.READY) {
                broken = serving;
                serving = null;
            }
        }
        if (broken != null) {
            unavailable("its calls failed, last: " + reason);
            broken.retireNow();
        }
    }

    @Override
    public void timedOut(Serving hung) {
        tally.timedOut();
        synchronized (this) {
            if (serving != hung) {
                return;
            }
            serving = null;
        }
        unavailable("a call took over 2 s");
    }

    /**
     * The service goes: takes no more, lets what was asked be answered and what is being opened be closed, at most for the given
     * time. Loading a model knows no interrupt, and a program that ends meanwhile would pull its library away from under it.
     */
    void leave(long limitMs) {
        Serving current;
        synchronized (this) {
            state = Candidate.State.LEAVING;
            current = serving;
        }
        ears.changed();
        if (current != null) {
            current.retire();
        }
        try {
            long leftMs = opening.await(limitMs);
            if (opening.underWay()) {
                LOG.warn("Detector {} leaves while it is still being opened", origin.label());
            }
            if (current != null && !current.awaitClosed(leftMs)) {
                current.retireNow();
                LOG.warn("Detector {} leaves with {} calls still running", origin.label(), current.running());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (current != null) {
                current.retireNow();
            }
        }
    }

    synchronized Candidate row(boolean pinned) {
        Map<String, String> figures = new HashMap<>();
        figures.put("rank", String.valueOf(origin.ranking()));
        tally.tell(figures);
        figures.put("leases", String.valueOf(serving == null ? 0 : serving.running()));
        figures.put("queue", String.valueOf(serving == null ? 0 : serving.waiting()));
        figures.put("breaker", breaker.word());
        figures.put("model", info.model());
        figures.put("model_sha256", info.modelSha256());
        figures.put("device", info.device());
        figures.put("task", info.task());
        figures.put("on_request", String.valueOf(onRequest()));
        figures.put("pinned", String.valueOf(pinned));
        return new Candidate("detector", info.name(), origin.label(), state, because, List.copyOf(cameras), figures);
    }
}
