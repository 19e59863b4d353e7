package io.vedette.event;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.ObjectEvent;
import io.vedette.event.EventTables.Entry;
import io.vedette.event.alert.Alerts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The last stations of a message before the log: enrichers add to it, alert rules judge it, it becomes JSON. On the writer's thread. */
final class Finishing {
    private final Enrichment enrichment;
    private final Alerts alerts;
    private final Map<String, Instant> forgotten = new ConcurrentHashMap<>();

    Finishing(Enrichment enrichment, Alerts alerts) {
        this.enrichment = enrichment;
        this.alerts = alerts;
    }

    /** Sinks that alert rules name: what waits for them is kept. */
    Set<String> sinks() {
        return alerts.sinks();
    }

    /** Events that began before have nothing to tell of this face any more. */
    void forget(String name, Instant now) {
        forgotten.put(name, now);
    }

    /** The message without a face that is to be forgotten: the lane may not know yet. */
    private ObjectEvent forgetful(ObjectEvent event) {
        boolean tells = event.attributes().get("face") instanceof Map<?, ?> face
                && face.get("name") instanceof String name
                && event.times().started().isBefore(forgotten.getOrDefault(name, Instant.MIN));
        if (!tells) {
            return event;
        }
        Map<String, Object> left = new HashMap<>(event.attributes());
        left.remove("face");
        return new ObjectEvent(event.key(), event.what(), event.times(), event.provenance(), event.zones(), left);
    }

    /** The message as it is logged. */
    Entry finish(ObjectEvent event) throws InterruptedException {
        Alerts.Judged judged = alerts.judge(enrichment.pass(forgetful(event)));
        ObjectEvent.Key key = event.key();
        EventMessage message = new EventMessage(key.eventId(), key.seq(), EventJson.of(judged.event()));
        return new Entry(message, EventJson.word(key.type()), key.streamId(), key.epoch(), judged.sinks());
    }
}
