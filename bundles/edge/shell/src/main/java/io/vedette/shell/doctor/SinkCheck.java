package io.vedette.shell.doctor;

import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.event.SinkState.Failing;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Examines those who are to be told of events: notifiers and other sinks but MQTT, whose broker is looked for. Stateless. */
final class SinkCheck {
    private SinkCheck() {}

    static List<Finding> look(List<SinkState> sinks) {
        List<Finding> found = new ArrayList<>();
        for (SinkState each : sinks) {
            String about = "notifier " + each.name();
            if (each.wanted() && !each.name().equals("mqtt")) {
                found.add(service(about, each));
            }
            if (each.dead() > 0) {
                found.add(Finding.note(
                        about,
                        "Messages that it refused for good: " + each.dead(),
                        "vedette:dead-letters in the shell tells why; there they are sent again or given up"));
            }
        }
        return found;
    }

    private static Finding service(String about, SinkState sink) {
        if (!sink.there()) {
            return Finding.problem(
                    about,
                    "The settings or an alert rule name it, but no plug-in of this name is there",
                    "See notify in etc/io.vedette.alert-*.cfg, and sinks in etc/io.vedette.event.cfg");
        }
        if (sink.complaint().isPresent()) {
            return Finding.problem(about, sink.complaint().get(), "Mend that setting in its file in etc/");
        }
        if (sink.failing().isPresent()) {
            Failing failing = sink.failing().get();
            return Finding.problem(
                    about,
                    "Takes nothing since " + failing.since().truncatedTo(ChronoUnit.SECONDS) + ", attempts: "
                            + failing.attempts() + ", messages that wait: " + sink.waiting() + ": " + failing.reason(),
                    "See to its server or its settings; what waits is sent within 10 s after it is back");
        }
        return Finding.ok(about, "Takes messages");
    }
}
