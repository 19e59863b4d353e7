package io.vedette.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.spi.live.LiveFact;
import java.nio.ByteBuffer;

/** Where an event was, and of what; the last picture of each such place is live, and a broker may retain it. Immutable. */
record Place(String camera, String label) {

    /** The place that a message tells of. */
    static Place of(JsonNode message) {
        return new Place(
                message.path("stream_id").asText(), message.path("label").asText());
    }

    /** The fact that takes the last picture away from everywhere. */
    LiveFact noPicture() {
        return new LiveFact.Snapshot(camera, label, ByteBuffer.allocate(0));
    }
}
