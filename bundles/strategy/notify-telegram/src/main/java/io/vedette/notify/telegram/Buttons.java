package io.vedette.notify.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.api.face.FaceList;
import java.util.Optional;
import java.util.UUID;

/** The two buttons below an unknown face, and what they say when they are pressed. */
final class Buttons {

    private Buttons() {}

    /** A press. */
    record Pressed(UUID eventId, FaceList list) {}

    /** An inline keyboard of two buttons; what they carry stays below the API's 64 bytes. */
    static ObjectNode of(UUID eventId) {
        ObjectNode markup = BotApi.object();
        ArrayNode row = markup.putArray("inline_keyboard").addArray();
        row.addObject().put("text", "Known…").put("callback_data", "known:" + eventId);
        row.addObject().put("text", "Blocked…").put("callback_data", "blocked:" + eventId);
        return markup;
    }

    /** What was pressed; empty where it is none of our buttons. */
    static Optional<Pressed> read(String data) {
        int colon = data.indexOf(':');
        if (colon < 0 || !data.substring(colon + 1).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return Optional.empty();
        }
        UUID eventId = UUID.fromString(data.substring(colon + 1));
        return FaceList.of(data.substring(0, colon))
                .filter(list -> list != FaceList.UNKNOWN)
                .map(list -> new Pressed(eventId, list));
    }
}
