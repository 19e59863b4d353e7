package io.vedette.event;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.ObjectEvent;
import io.vedette.api.media.Frame;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Tells one consumer, and nobody else; there are no pictures. Confined to one lane. */
final class ToldChronicle implements Chronicle {
    private final Consumer<EventMessage> consumer;

    ToldChronicle(Consumer<EventMessage> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void told(ObjectEvent event) {
        consumer.accept(new EventMessage(event.key().eventId(), event.key().seq(), EventJson.of(event)));
    }

    @Override
    public void counted(String label, int count) {
        // Counts are live facts; nobody watches.
    }

    @Override
    public void better(Portrait of, Frame frame) {
        // A picture would be a measured thing: the same clip must give the same lines.
    }

    @Override
    public boolean pictured(UUID eventId) {
        return false;
    }

    @Override
    public Optional<Path> clip(UUID eventId, Instant started) {
        return Optional.empty();
    }

    @Override
    public void over(UUID eventId) {
        // Nothing was kept.
    }
}
