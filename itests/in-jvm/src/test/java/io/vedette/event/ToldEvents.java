package io.vedette.event;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.ObjectEvents;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real life cycle of events, told to a list. Thread-safe. */
public final class ToldEvents implements ObjectEvents {
    private final List<EventMessage> told = new CopyOnWriteArrayList<>();

    @Override
    public Session open(String cameraId, EventSettings settings) {
        Optional<Term> term = Optional.of(new Term("session", cameraId, 1));
        return new CameraEvents(() -> term, settings, new ToldChronicle(told::add));
    }

    /** Lines of JSON in their order. */
    public List<String> lines() {
        return told.stream().map(EventMessage::json).toList();
    }
}
