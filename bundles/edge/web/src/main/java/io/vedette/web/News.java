package io.vedette.web;

import io.vedette.core.spi.event.EventTail.Logged;
import java.util.Map;

/**
 * One thing that watchers are told. Immutable.
 *
 * @param name what it is about: {@code hello event camera gone experts health}
 * @param position place of an event message in the log, so that a watcher who lost the connection can go on where it stopped; negative
 *     for everything else
 * @param json what is told
 */
record News(String name, long position, String json) {

    static News of(String name, Object value) {
        return new News(name, -1, Answers.json(value));
    }

    static News message(Logged logged) {
        return new News("event", logged.position(), logged.message().json());
    }

    /** What every watcher is told first. */
    static News hello(PageFiles files) {
        return of("hello", Map.of("version", files.version()));
    }

    /** As a server-sent event (HTML Living Standard, section 9.2). */
    String frame() {
        String id = position < 0 ? "" : "id: " + position + "\n";
        return id + "event: " + name + "\ndata: " + json.replace("\n", "\ndata: ") + "\n\n";
    }

    /** As a WebSocket message: the same three fields in one JSON object. */
    String text() {
        String id = position < 0 ? "" : "\"id\":" + position + ",";
        return "{\"event\":\"" + name + "\"," + id + "\"data\":" + json + "}";
    }
}
