package io.vedette.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vedette.core.spi.event.EventTail.Logged;
import io.vedette.core.spi.event.FaceEvents;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds the events that name a person as their face, a page of messages at a time. Thread-safe. */
final class FaceTrail implements FaceEvents {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PAGE = 500;

    private final Database database;
    private final PictureFolder folder;

    FaceTrail(Database database, PictureFolder folder) {
        this.database = database;
        this.folder = folder;
    }

    /** The events, the oldest first. */
    Map<UUID, Place> of(String name) throws StoreException {
        Map<UUID, Place> events = new LinkedHashMap<>();
        // As it stands in JSON, quotes and escapes included.
        String written = TextNode.valueOf(name).toString();
        long position = 0;
        List<Logged> page;
        do {
            long after = position;
            page = database.transaction(c -> EventTables.mentioning(c, written, after, PAGE));
            for (Logged each : page) {
                position = each.position();
                JsonNode json = read(each);
                if (json.path("face").path("name").asText("").equals(name)) {
                    events.putIfAbsent(each.message().eventId(), Place.of(json));
                }
            }
        } while (page.size() == PAGE);
        return events;
    }

    private static JsonNode read(Logged logged) {
        try {
            return MAPPER.readTree(logged.message().json());
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode();
        }
    }

    @Override
    public void each(String name, Taker taker) throws StoreException, IOException {
        for (UUID event : of(name).keySet()) {
            taker.take(new Told(
                    event,
                    database.transaction(c -> EventTables.life(c, event)),
                    folder.find(event),
                    folder.findClip(event)));
        }
    }
}
