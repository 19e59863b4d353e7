package io.vedette.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.api.event.EventMessage;
import io.vedette.api.event.ObjectEvent;
import io.vedette.event.EventTables.Entry;
import io.vedette.event.alert.Alerts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last stations of a message before the log: enrichers add to it, alert rules judge it, it becomes JSON. On the writer's thread.
 */
final class Finishing {
    private static final Logger LOG = LoggerFactory.getLogger(Finishing.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Enrichment enrichment;
    private final Alerts alerts;
    private final Map<String, Instant> forgotten = new ConcurrentHashMap<>();

    Finishing(Enrichment enrichment, Alerts alerts) {
        this.enrichment = enrichment;
        this.alerts = alerts;
    }

    /** Alerts of an earlier run, the oldest first: their cooldowns go on. */
    void recall(List<EventMessage> alerts) {
        for (EventMessage message : alerts) {
            try {
                this.alerts.recall(MAPPER.readTree(message.json()));
            } catch (JsonProcessingException e) {
                LOG.debug("A logged alert is unreadable", e);
            }
        }
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
        return entry(enrichment.pass(forgetful(event)));
    }

    /** The message as it is logged where what enrichers add to it cannot be. */
    Entry plain(ObjectEvent event) {
        return entry(forgetful(event));
    }

    private Entry entry(ObjectEvent event) {
        Alerts.Judged judged = alerts.judge(event);
        ObjectEvent.Key key = event.key();
        EventMessage message = new EventMessage(key.eventId(), key.seq(), EventJson.of(judged.event()));
        return new Entry(message, EventJson.word(key.type()), key.streamId(), key.epoch(), judged.sinks());
    }
}
