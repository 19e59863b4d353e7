package io.vedette.core.spi.camera;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * How a camera is. Immutable.
 *
 * @param id the camera's id
 * @param state where it stands
 * @param since when that state began
 * @param reason what went wrong last, without passwords; empty where nothing did. An analysed sub-stream may be
 *     online while the recorded stream is lost: then this tells
 * @param facts {@code fps resolution detector uri} …, {@code cpu} (its share of one core: decoding, motion, tracking), {@code gop_s}
 *     (seconds between key frames), and of the idle gate {@code level} ({@code K K+P F F-}), {@code level_reason}, {@code guarantee}
 *     ({@code objects visible ≥ 2.3 s}), {@code advice}, {@code gate} (where it stands), {@code awake} (share of the time); {@code
 *     ring_bytes} (packets kept, of all its streams); as far as known
 * @param counters packets, pictures, looks offered and answered and dropped by cause, since the camera was added
 */
public record CameraStatus(
        String id, State state, Instant since, String reason, Map<String, String> facts, Map<String, Long> counters) {

    /** Where a camera stands. */
    public enum State {
        CONNECTING,
        ONLINE,
        STALLED,
        BACKOFF,
        DISABLED;

        /** The word in topics and tables. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CameraStatus {
        facts = Map.copyOf(facts);
        counters = Map.copyOf(counters);
    }
}
