package io.vedette.event;

import io.vedette.api.event.ObjectEvent;
import io.vedette.api.media.Frame;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tells the log, the picture desk and the live board. Thread-safe. */
final class LoggedChronicle implements Chronicle {
    private final String camera;
    private final EventWriter writer;
    private final PictureDesk pictures;
    private final LiveFacts live;

    LoggedChronicle(String camera, EventWriter writer, PictureDesk pictures, LiveFacts live) {
        this.camera = camera;
        this.writer = writer;
        this.pictures = pictures;
        this.live = live;
    }

    @Override
    public void told(ObjectEvent event) {
        writer.put(event);
    }

    @Override
    public void counted(String label, int count) {
        live.post(new LiveFact.Count(camera, label, count));
    }

    @Override
    public void better(Portrait of, Frame frame) {
        pictures.offer(of, frame);
    }

    @Override
    public boolean pictured(UUID eventId) {
        return pictures.stored(eventId);
    }

    @Override
    public Optional<Path> clip(UUID eventId, Instant started) {
        return pictures.clip(eventId, started);
    }

    @Override
    public void over(UUID eventId) {
        pictures.over(eventId);
    }
}
