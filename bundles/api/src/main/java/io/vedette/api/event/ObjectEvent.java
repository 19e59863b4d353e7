package io.vedette.api.event;

import io.vedette.api.Box;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One message about one object's stay in front of one camera. Immutable.
 *
 * @param key which message of which event of which camera
 * @param what the object
 * @param times when
 * @param provenance which expert saw it
 * @param zones where, by the owner's names; empty where none is drawn
 * @param attributes further findings ({@code face}, {@code pose}, {@code species}) and {@code risk_level}
 */
public record ObjectEvent(
        Key key, Subject what, Times times, Provenance provenance, List<String> zones, Map<String, Object> attributes) {

    /** Station of an event's life. */
    public enum Type {
        NEW,
        UPDATE,
        END
    }

    /**
     * Which message.
     *
     * @param eventId stays over the event's life
     * @param seq counts the event's messages from 1
     * @param epoch the owner's term of the camera
     */
    public record Key(Type type, UUID eventId, String streamId, long trackId, long epoch, int seq) {}

    /**
     * The object that was seen.
     *
     * @param category {@code human wildlife vehicle object doorbell}
     * @param confidence 0 to 1
     * @param box the matched detection's, never the filter's prediction
     */
    public record Subject(String category, String label, double confidence, Box box, long frameIndex) {}

    /**
     * The times of a message, UTC.
     *
     * @param at the frame's arrival
     * @param ended empty until the end
     */
    public record Times(Instant at, Instant started, Optional<Instant> ended) {}

    /**
     * Who saw it.
     *
     * @param detector {@code name bundle version model model_sha256 device} of the detector
     * @param latencyMs of the look that led here; empty where not measured
     * @param imageUrl path of the best picture; empty where there is none
     */
    public record Provenance(Map<String, String> detector, Optional<Double> latencyMs, Optional<String> imageUrl) {
        public Provenance {
            detector = Map.copyOf(detector);
        }
    }

    public ObjectEvent {
        zones = List.copyOf(zones);
        attributes = Map.copyOf(attributes);
    }
}
