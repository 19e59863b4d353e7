package io.vedette.event;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.Track;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.LookOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Scripts of looks. */
final class Looks {
    static final EventSettings SETTINGS =
            new EventSettings(Set.of("person", "car"), 0.5, Duration.ofSeconds(2), Duration.ofSeconds(10), true);
    static final Map<String, String> DETECTOR = Map.of(
            "name", "onnx",
            "bundle", "io.vedette.detector.onnx",
            "version", "1.0.0",
            "model", "coco-yolox-nano",
            "model_sha256", "ab12",
            "device", "cpu");
    static final Box PORCH = new Box(0.4, 0.2, 0.1, 0.3);

    private Looks() {}

    static LookOutcome at(long ms, Track... tracks) {
        return new LookOutcome(
                new FakeFrame(Duration.ofMillis(ms), ms / 40), List.of(tracks), DETECTOR, Optional.of(6.14));
    }

    static Track seen(long id, String label, double score, Box box) {
        return new Track(id, label, Track.State.CONFIRMED, Optional.of(new Detection(label, score, box)), box, 0);
    }

    static Track person(long id) {
        return seen(id, "person", 0.9, PORCH);
    }

    static Track tentative(long id) {
        return new Track(
                id, "person", Track.State.TENTATIVE, Optional.of(new Detection("person", 0.9, PORCH)), PORCH, 0);
    }

    static Track lost(long id, long unseenMs) {
        return new Track(
                id,
                "person",
                Track.State.LOST,
                Optional.empty(),
                PORCH,
                Duration.ofMillis(unseenMs).toNanos());
    }

    static Track removed(long id) {
        return new Track(id, "person", Track.State.REMOVED, Optional.empty(), PORCH, 0);
    }
}
