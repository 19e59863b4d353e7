package io.vedette.event;

import io.vedette.api.event.ObjectEvent;
import io.vedette.api.media.Frame;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Who is told what the life cycle of a camera finds. Called on that camera's lane, in order. */
interface Chronicle {

    /** A message of an event. */
    void told(ObjectEvent event);

    /** How many objects of a label are there now. */
    void counted(String label, int count);

    /**
     * A frame shows an event's object better than any before.
     *
     * @param frame borrowed for the call
     */
    void better(Portrait of, Frame frame);

    /** Whether a picture of the event can be fetched by now. */
    boolean pictured(UUID eventId);

    /** Where the clip of an event is to be put; empty where none is kept. */
    Optional<Path> clip(UUID eventId, Instant started);

    /** The event has ended; no better picture will come. */
    void over(UUID eventId);

    /** Whose picture it is. Immutable. */
    record Portrait(UUID eventId, String cameraId, String label, Instant started) {}
}
