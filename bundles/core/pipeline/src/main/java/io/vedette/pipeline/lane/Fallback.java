package io.vedette.pipeline.lane;

import io.vedette.pipeline.expert.Detectors;
import io.vedette.pipeline.expert.Wish;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides when motion stands in for a detector: none is ready and none is loading, for a while, so that a detector that is being
 * exchanged or that comes with the first scan of the plug-in folders is waited for. Thread-safe.
 */
final class Fallback {

    private static final long PATIENCE_NS = 8_000_000_000L;

    private final Detectors detectors;
    private final Map<String, Long> hopelessSinceNs = new ConcurrentHashMap<>();

    Fallback(Detectors detectors) {
        this.detectors = detectors;
    }

    /** Whether motion is to stand in now. */
    boolean motion(Wish wish) {
        if (detectors.promising(wish)) {
            hopelessSinceNs.remove(wish.camera());
            return false;
        }
        long since = hopelessSinceNs.computeIfAbsent(wish.camera(), camera -> System.nanoTime());
        return System.nanoTime() - since > PATIENCE_NS;
    }
}
