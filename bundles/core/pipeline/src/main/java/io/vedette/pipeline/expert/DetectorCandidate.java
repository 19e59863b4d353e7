package io.vedette.pipeline.expert;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.core.spi.expert.Candidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector service on its way: loading, ready, unavailable because …, leaving. Opens and warms on a thread of its own; after a
 * hung call or repeated failures it is closed, rests, and is opened anew; a better model replaces the one that serves without a
 * gap. Thread-safe.
 */
final class DetectorCandidate implements Serving.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(DetectorCandidate.class);
    private static final int FAILURES_IN_A_ROW = 3;
    private static final long FIRST_REST_NS = 10_000_000_000L;
    private static final long LONGEST_REST_NS = 300_000_000_000L;
    private static final int MOST_THREADS = Math.max(1, Runtime.getRuntime().availableProcessors());

    final ObjectDetector service;
    final Origin origin;
    private final Runnable changed;
    private final Latencies latencies = new Latencies();
    private final ConcurrentSkipListSet<String> cameras = new ConcurrentSkipListSet<>();
    private DetectorInfo info;
    private Candidate.State state;
    private String because = "";
    private Serving serving;
    private Serving former;
    private boolean opening;
    private long restUntilNs;
    private long restNs = FIRST_REST_NS;
    private int failuresInARow;
    private long failures;
    private long timeouts;

    DetectorCandidate(ObjectDetector service, Origin origin, DetectorInfo info, Runnable changed) {
        this.service = service;
        this.origin = origin;
        this.info = info;
        this.changed = changed;
        this.state = onRequest() ? Candidate.State.RESTING : Candidate.State.LOADING;
    }

    /** Whether it serves only cameras that name it; until one does, it is not opened. */
    boolean onRequest() {
        return Boolean.parseBoolean(info().attributes().get("on_request"));
    }

    /** Opens and warms the detector in the background. */
    void load() {
        synchronized (this) {
            if (state == Candidate.State.LEAVING || opening) {
                return;
            }
            opening = true;
            state = Candidate.State.LOADING;
        }
        inBackground(this::openAndWarm);
    }

    /**
     * A model may have come or gone: one that could not be opened is tried at once, one that serves is opened beside itself where
     * its service now tells of another model.
     */
    void modelsChanged() {
        synchronized (this) {
            restNs = FIRST_REST_NS;
            if (state != Candidate.State.READY || opening) {
                restUntilNs = System.nanoTime();
                return;
            }
            opening = true;
        }
        inBackground(this::replace);
    }

    private void replace() {
        String model = "";
        try {
            model = PlugIn.call("info", service::info).modelSha256();
        } catch (PlugIn.Failure e) {
            LOG.warn("Detector {} cannot say which model it has: {}", origin.label(), e.getMessage());
        }
        boolean other = !model.isEmpty() && !model.equals(info().modelSha256());
        if (other) {
            openAndWarm();
        } else {
            opened();
        }
    }

    private synchronized void opened() {
        opening = false;
    }

    private void inBackground(Runnable work) {
        Thread thread = new Thread(work, "vedette-detector-open-" + info().name());
        thread.setDaemon(true);
        thread.start();
    }

    private void openAndWarm() {
        try {
            ObjectDetector.Session session = PlugIn.call("open", service::open);
            try {
                warm(session);
            } catch (PlugIn.Failure e) {
                PlugIn.run("close after " + e.getMessage(), session::close);
                throw e;
            }
        } catch (PlugIn.Failure e) {
            if (state() == Candidate.State.READY) {
                LOG.warn(
                        "Detector {} keeps its model, because the new one cannot serve: {}", origin.label(), reason(e));
            } else {
                unavailable(reason(e));
            }
        } finally {
            opened();
        }
    }

    private void warm(ObjectDetector.Session session) throws PlugIn.Failure {
        List<List<Detection>> answers = PlugIn.call("detect", () -> session.detect(List.of(new BlankLook())));
        if (answers.size() != 1 || answers.get(0) == null) {
            throw new PlugIn.Failure("detect gave " + answers.size() + " results for 1 look", null);
        }
        DetectorInfo opened = PlugIn.call("info", service::info);
        int threads = Math.max(1, Math.min(MOST_THREADS, PlugIn.call("concurrency", session::concurrency)));
        Serving fresh = new Serving(opened.name(), session, threads, provenance(opened), this);
        boolean late;
        synchronized (this) {
            late = state == Candidate.State.LEAVING;
            if (!late) {
                info = opened;
                former = serving;
                serving = fresh;
                state = Candidate.State.READY;
                because = "";
                failuresInARow = 0;
            }
        }
        if (late) {
            fresh.retire();
        } else {
            LOG.info(
                    "Detector {} of {} is ready: model {} on {}",
                    opened.name(),
                    origin.label(),
                    opened.model(),
                    opened.device());
            changed.run();
            retireFormer();
        }
    }

    /** After the change is told, so that nobody asks it any more; what it was asked it answers. */
    private void retireFormer() {
        Serving before;
        synchronized (this) {
            before = former;
        }
        if (before != null) {
            before.retire();
        }
    }

    private static String reason(PlugIn.Failure failure) {
        Throwable cause = failure.getCause();
        boolean said = cause instanceof io.vedette.api.detect.DetectorException && cause.getMessage() != null;
        return said ? cause.getMessage() : failure.getMessage();
    }

    private Map<String, String> provenance(DetectorInfo of) {
        return Map.of(
                "name", of.name(),
                "bundle", origin.bundle(),
                "version", origin.version().toString(),
                "model", of.model(),
                "model_sha256", of.modelSha256(),
                "device", of.device());
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
            restUntilNs = System.nanoTime() + restNs;
            restNs = Math.min(LONGEST_REST_NS, 2 * restNs);
        }
        if (news) {
            LOG.warn("Detector {} of {} is unavailable, because {}", info().name(), origin.label(), reason);
        }
        changed.run();
    }

    /** Called often: ends hung calls, opens anew what has rested. */
    void tick() {
        Serving current;
        Serving before;
        boolean rested;
        synchronized (this) {
            current = serving;
            before = former;
            rested = state == Candidate.State.UNAVAILABLE && System.nanoTime() - restUntilNs > 0;
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

    /** The session that serves now. */
    synchronized Optional<Serving> serving() {
        return state == Candidate.State.READY ? Optional.of(serving) : Optional.empty();
    }

    void servedCamera(String camera) {
        cameras.add(camera);
    }

    void leftCamera(String camera) {
        cameras.remove(camera);
    }

    @Override
    public void answered(long latencyNs) {
        latencies.add(latencyNs);
        synchronized (this) {
            failuresInARow = 0;
            restNs = FIRST_REST_NS;
        }
    }

    @Override
    public void failed(String reason) {
        Serving broken = null;
        synchronized (this) {
            failures++;
            failuresInARow++;
            if (failuresInARow >= FAILURES_IN_A_ROW && state == Candidate.State.READY) {
                broken = serving;
                serving = null;
            }
        }
        if (broken != null) {
            unavailable(FAILURES_IN_A_ROW + " calls in a row failed, last: " + reason);
            broken.retireNow();
        }
    }

    @Override
    public void timedOut(Serving hung) {
        synchronized (this) {
            timeouts++;
            if (serving != hung) {
                return;
            }
            serving = null;
        }
        unavailable("a call took over 2 s");
    }

    /** The service goes: takes no more, lets what was asked be answered, at most for the given time. */
    void leave(long limitMs) {
        Serving current;
        synchronized (this) {
            state = Candidate.State.LEAVING;
            current = serving;
        }
        changed.run();
        if (current == null) {
            return;
        }
        current.retire();
        try {
            if (!current.awaitClosed(limitMs)) {
                current.retireNow();
                LOG.warn("Detector {} leaves with {} calls still running", origin.label(), current.running());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            current.retireNow();
        }
    }

    synchronized Candidate row(boolean pinned) {
        Map<String, String> figures = new HashMap<>();
        figures.put("rank", String.valueOf(origin.ranking()));
        figures.put("calls", String.valueOf(latencies.count()));
        figures.put("errors", String.valueOf(failures));
        figures.put("timeouts", String.valueOf(timeouts));
        figures.put("leases", String.valueOf(serving == null ? 0 : serving.running()));
        figures.put("p50_ms", latencies.percentileMs(0.5));
        figures.put("p95_ms", latencies.percentileMs(0.95));
        figures.put("model", info.model());
        figures.put("model_sha256", info.modelSha256());
        figures.put("device", info.device());
        figures.put("task", info.task());
        figures.put("on_request", String.valueOf(onRequest()));
        figures.put("pinned", String.valueOf(pinned));
        return new Candidate(
                "detector", info.name(), origin.label(), state, because, List.copyOf(new TreeSet<>(cameras)), figures);
    }
}
