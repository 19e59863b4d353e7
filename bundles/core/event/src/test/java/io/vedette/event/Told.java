package io.vedette.event;

import io.vedette.api.event.ObjectEvent;
import io.vedette.api.media.Frame;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes down what a life cycle tells. */
final class Told implements Chronicle {
    final List<ObjectEvent> events = new ArrayList<>();
    final Map<String, Integer> counts = new LinkedHashMap<>();
    final List<Long> pictures = new ArrayList<>();
    final Set<UUID> stored = new HashSet<>();

    @Override
    public void told(ObjectEvent event) {
        events.add(event);
    }

    @Override
    public void counted(String label, int count) {
        counts.put(label, count);
    }

    @Override
    public void better(Portrait of, Frame frame) {
        pictures.add(frame.index());
    }

    @Override
    public Optional<Path> clip(UUID eventId, Instant started) {
        return Optional.of(Path.of(eventId + ".mp4"));
    }

    @Override
    public boolean pictured(UUID eventId) {
        return stored.contains(eventId);
    }

    @Override
    public void over(UUID eventId) {
        stored.remove(eventId);
    }

    /** Such as {@code new 7/1}: type, track, seq. */
    List<String> lines() {
        return events.stream()
                .map(e -> EventJson.word(e.key().type()) + " " + e.key().trackId() + "/"
                        + e.key().seq())
                .toList();
    }
}
