package io.vedette.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Deletes events for good. Thread-safe. */
final class Eraser {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Database database;
    private final PictureFolder folder;
    private final LiveFacts live;

    Eraser(Database database, PictureFolder folder, LiveFacts live) {
        this.database = database;
        this.folder = folder;
        this.live = live;
    }

    /** Where an event was, and of what. */
    private record Place(String camera, String label) {}

    /** Deletes the events that name a person as their face; the last pictures of their cameras and labels go as well. */
    int eraseFace(String name) throws StoreException {
        Map<UUID, Place> events = new LinkedHashMap<>();
        // As it stands in JSON, quotes and escapes included.
        String written = TextNode.valueOf(name).toString();
        for (EventMessage message : database.transaction(c -> EventTables.mentioning(c, written))) {
            JsonNode json = read(message);
            if (json.path("face").path("name").asText("").equals(name)) {
                events.put(
                        message.eventId(),
                        new Place(
                                json.path("stream_id").asText(),
                                json.path("label").asText()));
            }
        }
        for (UUID event : events.keySet()) {
            try {
                folder.erase(event);
            } catch (IOException e) {
                throw new StoreException("The pictures of an event were not deleted: " + e.getMessage(), e);
            }
        }
        database.transaction(c -> {
            for (UUID event : events.keySet()) {
                EventTables.erase(c, event);
            }
            return null;
        });
        events.values().stream()
                .distinct()
                .forEach(place ->
                        live.post(new LiveFact.Snapshot(place.camera(), place.label(), ByteBuffer.allocate(0))));
        return events.size();
    }

    private static JsonNode read(EventMessage message) {
        try {
            return MAPPER.readTree(message.json());
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode();
        }
    }
}
