package io.vedette.event;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.ObjectEvent;
import io.vedette.event.EventTables.Entry;
import io.vedette.event.alert.Alerts;
import java.util.Set;

/** The last stations of a message before the log: enrichers add to it, alert rules judge it, it becomes JSON. On the writer's thread. */
final class Finishing {
    private final Enrichment enrichment;
    private final Alerts alerts;

    Finishing(Enrichment enrichment, Alerts alerts) {
        this.enrichment = enrichment;
        this.alerts = alerts;
    }

    /** Sinks that alert rules name: what waits for them is kept. */
    Set<String> sinks() {
        return alerts.sinks();
    }

    /** The message as it is logged. */
    Entry finish(ObjectEvent event) throws InterruptedException {
        Alerts.Judged judged = alerts.judge(enrichment.pass(event));
        ObjectEvent.Key key = event.key();
        EventMessage message = new EventMessage(key.eventId(), key.seq(), EventJson.of(judged.event()));
        return new Entry(message, EventJson.word(key.type()), key.streamId(), key.epoch(), judged.sinks());
    }
}
