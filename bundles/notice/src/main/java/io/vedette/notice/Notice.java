package io.vedette.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.api.event.EventMessage;
import io.vedette.api.event.SinkRejectedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a message says, as far as people are told of it. Immutable.
 *
 * @param eventId the event's id
 * @param seq its message's number
 * @param type {@code new update end}, or what stands there
 * @param camera the camera's id; empty where the message has none
 * @param label what was seen; empty where the message has none
 * @param at when; empty where the message has no time that can be read
 * @param face who was seen, where a face was
 * @param alert the rule that wants this told; empty where the message has none
 */
public record Notice(
        UUID eventId,
        int seq,
        String type,
        String camera,
        String label,
        Optional<Instant> at,
        Optional<Face> face,
        Optional<Alert> alert) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_CHARACTERS = 500;

    /**
     * A face.
     *
     * @param name empty where nobody knows
     * @param list {@code known}, {@code blocked} or {@code unknown}
     */
    public record Face(Optional<String> name, String list) {

        /** Whether nobody has been told who it is. */
        public boolean isUnknown() {
            return "unknown".equals(list);
        }
    }

    /**
     * What a rule says.
     *
     * @param rule the rule's name; may be empty
     * @param severity such as {@code info}, {@code warning}, {@code critical}; may be empty
     * @param text the owner's words; empty where there are none
     */
    public record Alert(String rule, String severity, Optional<String> text) {}

    /**
     * Reads a message.
     *
     * @throws SinkRejectedException it is no event JSON
     */
    public static Notice of(EventMessage message) throws SinkRejectedException {
        JsonNode json;
        try {
            json = MAPPER.readTree(message.json());
        } catch (JsonProcessingException e) {
            // The library's own message quotes the text, and with it names of people.
            throw new SinkRejectedException("the message is no event: broken JSON at character "
                    + e.getLocation().getCharOffset());
        }
        if (json == null || !json.isObject()) {
            throw new SinkRejectedException("the message is no event: its JSON is no object");
        }
        return new Notice(
                message.eventId(),
                message.seq(),
                text(json, "type"),
                text(json, "stream_id"),
                text(json, "label"),
                time(text(json, "timestamp_utc")),
                face(json.path("face")),
                alert(json.path("alert")));
    }

    private static Optional<Face> face(JsonNode json) {
        String list = text(json, "list");
        return list.isEmpty() ? Optional.empty() : Optional.of(new Face(filled(text(json, "name")), list));
    }

    private static Optional<Alert> alert(JsonNode json) {
        return json.isObject()
                ? Optional.of(new Alert(text(json, "rule"), text(json, "severity"), filled(text(json, "text"))))
                : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode json, String key) {
        JsonNode value = json.path(key);
        String text = value.isTextual() ? value.textValue() : "";
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }

    private static Optional<String> filled(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
