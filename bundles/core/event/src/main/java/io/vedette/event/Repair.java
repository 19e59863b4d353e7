package io.vedette.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.api.event.EventMessage;
import io.vedette.event.EventTables.Entry;

/** Ends an event that its process did not live to end: at the time of its last message, in its own epoch. */
final class Repair {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Repair() {}

    static Entry ended(Entry last) throws JsonProcessingException {
        EventMessage message = last.message();
        int seq = message.seq() + 1;
        ObjectNode json = (ObjectNode) MAPPER.readTree(message.json());
        json.put("type", "end");
        json.put("seq", seq);
        json.remove("alert");
        json.set("ended_utc", json.get("timestamp_utc"));
        EventMessage end = new EventMessage(message.eventId(), seq, MAPPER.writeValueAsString(json));
        return new Entry(end, "end", last.camera(), last.epoch());
    }
}
