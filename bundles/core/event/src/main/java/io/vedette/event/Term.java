package io.vedette.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An owner's term of a camera: its epoch, and the ids of the events that happen in it. An id is a name-based UUID (RFC 9562,
 * section 5.3) of origin, camera, epoch and count, so the same looks make the same ids. Thread-safe.
 */
final class Term {
    private final String origin;
    private final String camera;
    private final long epoch;
    private final AtomicLong events = new AtomicLong();

    Term(String origin, String camera, long epoch) {
        this.origin = origin;
        this.camera = camera;
        this.epoch = epoch;
    }

    String camera() {
        return camera;
    }

    long epoch() {
        return epoch;
    }

    /** An id that no other event has. */
    UUID nextEventId() {
        String name = origin + '/' + camera + '/' + epoch + '/' + events.incrementAndGet();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
