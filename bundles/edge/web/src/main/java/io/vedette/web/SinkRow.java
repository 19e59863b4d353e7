package io.vedette.web;

import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.event.SinkState.Failing;
import io.vedette.core.spi.health.HealthReport.Check;
import io.vedette.core.spi.health.HealthReport.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What the health page says of a durable sink. Confined to one thread. */
final class SinkRow {
    /** More waiting messages than this mean that a sink has been away for long. */
    private static final long MANY = 1000;

    /** A receiver may be away for so long without anybody having to look. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> said = new ArrayList<>();
    private Status status = Status.OK;

    private SinkRow() {}

    /** The row of a sink at a moment. */
    static Check of(SinkState sink, Instant now) {
        SinkRow row = new SinkRow();
        row.service(sink, now);
        row.messages(sink);
        return new Check("sink " + sink.name(), row.status, String.join("; ", row.said));
    }

    private void service(SinkState sink, Instant now) {
        if (!sink.wanted()) {
            said.add("neither the settings nor an alert rule name it any more");
        } else if (!sink.there()) {
            warn("it is named by the settings or an alert rule, but no plug-in of this name is there");
        }
        String reason = sink.failing().map(Failing::reason).orElse("");
        sink.failing().ifPresent(failing -> failing(failing, now));
        sink.complaint().filter(each -> sink.wanted()).ifPresent(each -> {
            status = Status.WARN;
            if (!reason.contains(each)) {
                said.add(each);
            }
        });
    }

    private void failing(Failing failing, Instant now) {
        String attempts = counted(failing.attempts(), "attempt");
        Instant since = failing.since().truncatedTo(ChronoUnit.SECONDS);
        if (failing.since().plus(PATIENCE).isAfter(now)) {
            said.add(attempts + " failed since " + since + ": " + failing.reason());
        } else {
            warn("takes nothing since " + since + " (" + attempts + "): " + failing.reason());
        }
    }

    private void messages(SinkState sink) {
        String waiting = counted(sink.waiting(), "message") + (sink.waiting() == 1 ? " waits" : " wait");
        if (sink.waiting() > MANY) {
            warn(waiting);
        } else {
            said.add(waiting);
        }
        if (sink.dead() > 0) {
            warn(counted(sink.dead(), "message") + (sink.dead() == 1 ? " was" : " were")
                    + " refused for good: vedette:dead-letters in the shell tells why");
        }
    }

    private void warn(String what) {
        said.add(what);
        status = Status.WARN;
    }

    private static String counted(long many, String what) {
        return many + " " + what + (many == 1 ? "" : "s");
    }
}
