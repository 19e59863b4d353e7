package io.vedette.pipeline.expert;

import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.worker.WorkerState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All object detectors that are there, and the choice between them: most of the wanted labels and the camera's wish, then pin,
 * ranking, version, newest. Thread-safe.
 */
public final class Detectors {

    private static final Logger LOG = LoggerFactory.getLogger(Detectors.class);
    private static final String OBJECTS = "detect";
    private static final String FACES = "face-detect";
    private static final long LEAVE_LIMIT_MS = 4_000;

    private final Function<String, Optional<Version>> pins;
    private final DetectorCandidate.Ears ears;
    private final Turnarounds turnarounds = new Turnarounds();
    private final CopyOnWriteArrayList<DetectorCandidate> candidates = new CopyOnWriteArrayList<>();
    private final Map<String, DetectorCandidate> serving = new ConcurrentHashMap<>();

    Detectors(Function<String, Optional<Version>> pins, Runnable changed) {
        this.pins = pins;
        this.ears = new DetectorCandidate.Ears() {
            @Override
            public void changed() {
                changed.run();
            }

            @Override
            public void answered(DetectorCandidate by, List<Question> questions) {
                questions.forEach(question -> turnarounds.add(by.origin.label(), question.ageNs()));
            }
        };
    }

    /** How long looks take from being offered to being answered. */
    public Turnarounds turnarounds() {
        return turnarounds;
    }

    void come(ServiceReference<ObjectDetector> reference, ObjectDetector service) {
        Origin origin = Origin.of(reference);
        try {
            DetectorInfo info = PlugIn.call("info", service::info);
            DetectorCandidate candidate = new DetectorCandidate(service, origin, info, ears);
            candidates.add(candidate);
            if (!candidate.onRequest()) {
                candidate.load();
            }
        } catch (PlugIn.Failure e) {
            LOG.warn("A detector of {} is refused: {}", origin.label(), e.getMessage());
        }
    }

    void leave(ServiceReference<ObjectDetector> reference, ObjectDetector service) {
        long id = Origin.of(reference).serviceId();
        for (DetectorCandidate candidate : candidates) {
            if (candidate.service == service && candidate.origin.serviceId() == id) {
                candidate.leave(LEAVE_LIMIT_MS);
                candidates.remove(candidate);
                serving.values().removeIf(last -> last == candidate);
            }
        }
    }

    void tick() {
        candidates.forEach(DetectorCandidate::tick);
    }

    /** A model may have come or gone. */
    void modelsChanged() {
        candidates.forEach(DetectorCandidate::modelsChanged);
    }

    /** Hands a question to the best detector for its wish; false where none takes it now. */
    public boolean offer(Question question) {
        Wish wish = question.wish();
        wake(wish);
        for (DetectorCandidate candidate : ranked(wish)) {
            if (candidate.offer(question)) {
                DetectorCandidate before = serving.put(wish.camera(), candidate);
                if (before != candidate) {
                    served(wish.camera(), before, candidate);
                }
                return true;
            }
        }
        turnarounds.unserved();
        return false;
    }

    /** A camera that names what serves on request only, gets it opened; or is told why not, where it has no model and so no labels. */
    private void wake(Wish wish) {
        for (DetectorCandidate candidate : candidates) {
            boolean wanted = fits(candidate, wish)
                    || (invited(candidate, wish) && candidate.info().labels().isEmpty());
            if (candidate.state() == Candidate.State.RESTING && wanted) {
                candidate.load();
            }
        }
    }

    private void served(String camera, DetectorCandidate before, DetectorCandidate now) {
        if (before != null) {
            before.leftCamera(camera);
        }
        now.servedCamera(camera);
        LOG.info("Camera {} is served by detector {} of {}", camera, now.info().name(), now.origin.label());
    }

    /** The camera was removed. */
    public void forget(String camera) {
        serving.remove(camera);
        candidates.forEach(candidate -> candidate.forget(camera));
    }

    /** Whether a detector could serve the wish sooner or later: one is ready, or still loading for the first time. */
    public boolean promising(Wish wish) {
        wake(wish);
        return candidates.stream()
                .anyMatch(c -> (c.firstLoading() && invited(c, wish))
                        || (c.state() == Candidate.State.READY && fits(c, wish)));
    }

    private List<DetectorCandidate> ranked(Wish wish) {
        return candidates.stream()
                .filter(c -> c.state() == Candidate.State.READY && fits(c, wish))
                .sorted(Comparator.comparing((DetectorCandidate c) -> !granted(c, wish))
                        .thenComparing(c -> -wish.covered(c.info().labels()))
                        .thenComparing(c -> !c.info().task().equals(OBJECTS))
                        .thenComparing(c -> !pinned(c))
                        .thenComparing(c -> c.origin, Origin.BEST_FIRST))
                .toList();
    }

    private static boolean fits(DetectorCandidate candidate, Wish wish) {
        return invited(candidate, wish) && wish.covered(candidate.info().labels()) > 0;
    }

    /** What serves on request only, serves who names it; who finds faces, those who name faces among their labels. */
    private static boolean invited(DetectorCandidate candidate, Wish wish) {
        DetectorInfo info = candidate.info();
        boolean task = info.task().equals(OBJECTS) || (info.task().equals(FACES) && wish.faces());
        return task && (!candidate.onRequest() || wish.detector().equals(info.name()));
    }

    /** What the detector that would be asked for faces now tells of itself. */
    Optional<DetectorInfo> faceInfo(Wish wish) {
        return ranked(wish).stream().findFirst().map(DetectorCandidate::info);
    }

    private static boolean granted(DetectorCandidate candidate, Wish wish) {
        DetectorInfo info = candidate.info();
        Map<String, Object> properties = new HashMap<>(candidate.origin.properties());
        properties.putAll(info.attributes());
        properties.put("device", info.device());
        properties.put("name", info.name());
        return wish.grantedBy(info.name(), properties);
    }

    private boolean pinned(DetectorCandidate candidate) {
        return pins.apply(candidate.info().name())
                .filter(candidate.origin.version()::equals)
                .isPresent();
    }

    boolean has(String name, Version version) {
        return candidates.stream()
                .anyMatch(
                        c -> c.info().name().equals(name) && c.origin.version().equals(version));
    }

    List<Candidate> rows() {
        return candidates.stream()
                .sorted(Comparator.comparing((DetectorCandidate c) -> c.info().name())
                        .thenComparing(c -> !pinned(c))
                        .thenComparing(c -> c.origin, Origin.BEST_FIRST))
                .map(c -> c.row(pinned(c)))
                .toList();
    }

    List<WorkerState> workers() {
        return candidates.stream().flatMap(c -> c.workers().stream()).toList();
    }

    void stop() {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAVE_LIMIT_MS);
        candidates.forEach(c -> c.leave(TimeUnit.NANOSECONDS.toMillis(untilNs - System.nanoTime())));
        candidates.clear();
    }
}
