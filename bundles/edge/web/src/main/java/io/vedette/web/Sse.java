package io.vedette.web;

import io.vedette.core.spi.event.EventTail.Logged;

/** Server-sent events as text (HTML Living Standard, section 9.2). */
final class Sse {
    /** Keeps the connection; nobody is told of it. */
    static final String BEAT = ":\n\n";

    private Sse() {}

    static String frame(String name, String json) {
        return "event: " + name + "\ndata: " + json.replace("\n", "\ndata: ") + "\n\n";
    }

    /** An event message; its id lets a watcher who lost the connection go on where it stopped. */
    static String message(Logged logged) {
        return "id: " + logged.position() + "\n"
                + frame("event", logged.message().json());
    }
}
