package io.vedette.core.spi.expert;

import java.util.List;
import java.util.Map;

/**
 * An expert service as the registry sees it. Immutable.
 *
 * @param kind {@code detector decoder motion tracker}
 * @param name the expert's name
 * @param bundle symbolic name and version, {@code io.vedette.detector.onnx/1.0.0}
 * @param state where it stands
 * @param because why it is unavailable; empty otherwise
 * @param cameras the cameras that it serves now
 * @param figures {@code rank calls errors timeouts leases p50_ms p95_ms model model_sha256 device pinned}
 */
public record Candidate(
        String kind,
        String name,
        String bundle,
        State state,
        String because,
        List<String> cameras,
        Map<String, String> figures) {

    /** Where a candidate stands. */
    public enum State {
        /** Serves on request only, and nobody has asked yet: it is not opened. */
        RESTING,
        LOADING,
        READY,
        UNAVAILABLE,
        LEAVING
    }

    public Candidate {
        cameras = List.copyOf(cameras);
        figures = Map.copyOf(figures);
    }
}
