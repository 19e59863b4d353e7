package io.vedette.event;

import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** Deletes events for good. Thread-safe. */
final class Eraser {
    private final Database database;
    private final PictureFolder folder;
    private final FaceTrail trail;
    private final LiveFacts live;

    Eraser(Database database, PictureFolder folder, FaceTrail trail, LiveFacts live) {
        this.database = database;
        this.folder = folder;
        this.trail = trail;
        this.live = live;
    }

    /** Deletes the events that name a person as their face; the last pictures of their cameras and labels go as well. */
    int eraseFace(String name) throws StoreException {
        Map<UUID, Place> events = trail.of(name);
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
        events.values().stream().distinct().forEach(place -> live.post(place.noPicture()));
        return events.size();
    }
}
