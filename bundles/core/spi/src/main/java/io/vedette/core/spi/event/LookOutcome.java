package io.vedette.core.spi.event;

import io.vedette.api.media.Frame;
import io.vedette.api.track.Track;
import io.vedette.core.spi.face.FaceFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one answered look came to. Its frame is borrowed for the call.
 *
 * @param frame the frame that was looked at; keep it by {@code retain()} only
 * @param tracks all live tracks and those given up, as the tracker told them
 * @param detector {@code name bundle version model model_sha256 device}
 * @param latencyMs from offering the look to its answer; empty where it is not measured (analyze, replay)
 * @param faces who tracks are, as far as known, by their ids
 */
public record LookOutcome(
        Frame frame,
        List<Track> tracks,
        Map<String, String> detector,
        Optional<Double> latencyMs,
        Map<Long, FaceFinding> faces) {

    /** Nobody's face is known. */
    public LookOutcome(Frame frame, List<Track> tracks, Map<String, String> detector, Optional<Double> latencyMs) {
        this(frame, tracks, detector, latencyMs, Map.of());
    }
}
