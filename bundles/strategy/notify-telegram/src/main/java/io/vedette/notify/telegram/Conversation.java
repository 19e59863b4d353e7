package io.vedette.notify.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceNaming;
import io.vedette.notice.CountedWarning;
import io.vedette.notice.Late;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for a name when a button below an unknown face is pressed, and hands the answer to core. Only configured chats are
 * answered. Confined to the listener's thread.
 */
final class Conversation {

    private static final int MOST_QUESTIONS = 100;

    private final Settings settings;
    private final BotApi api;
    private final Late<FaceNaming> naming;
    private final CountedWarning strangers =
            new CountedWarning("Telegram: a chat that is not configured wrote to the bot, and is ignored");
    private final Map<String, Buttons.Pressed> questions = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Buttons.Pressed> eldest) {
            return size() > MOST_QUESTIONS;
        }
    };

    Conversation(Settings settings, BotApi api, Late<FaceNaming> naming) {
        this.settings = settings;
        this.api = api;
        this.naming = naming;
    }

    /** Takes one update of the API. */
    void take(JsonNode update) throws BotException, InterruptedException {
        JsonNode press = update.path("callback_query");
        JsonNode message = press.isObject() ? press.path("message") : update.path("message");
        if (!message.isObject()) {
            return;
        }
        Optional<String> chat = chat(message.path("chat"));
        if (chat.isEmpty()) {
            strangers.tell("what it wrote is not kept");
        } else if (press.isObject()) {
            ask(chat.get(), press, message.path("message_id").asLong());
        } else {
            answer(chat.get(), message);
        }
    }

    private Optional<String> chat(JsonNode chat) {
        String id = chat.path("id").asText();
        String name = "@" + chat.path("username").asText().toLowerCase(Locale.ROOT);
        return settings.chats().stream()
                        .anyMatch(each ->
                                each.equals(id) || each.toLowerCase(Locale.ROOT).equals(name))
                ? Optional.of(id)
                : Optional.empty();
    }

    private void ask(String chat, JsonNode press, long picture) throws BotException, InterruptedException {
        Optional<Buttons.Pressed> pressed = Buttons.read(press.path("data").asText());
        try {
            api.answerCallbackQuery(press.path("id").asText());
        } catch (BotException e) {
            if (!e.isRefusal()) {
                throw e;
            }
            // A press from before a restart is too old to be answered; the question is not.
        }
        if (pressed.isEmpty()) {
            return;
        }
        ObjectNode forced = BotApi.object().put("force_reply", true).put("input_field_placeholder", "Name");
        long question = api.sendMessage(
                chat,
                "Who is this (" + pressed.get().list().word() + ")? Reply to this message with the name.",
                Optional.of(forced),
                picture);
        questions.put(chat + ":" + question, pressed.get());
    }

    private void answer(String chat, JsonNode message) throws BotException, InterruptedException {
        JsonNode repliedTo = message.path("reply_to_message");
        if (!repliedTo.isObject() || !repliedTo.path("from").path("is_bot").asBoolean(true)) {
            return;
        }
        String question = chat + ":" + repliedTo.path("message_id").asLong();
        Buttons.Pressed pressed = questions.get(question);
        String name = message.path("text").asText().strip();
        long replyTo = message.path("message_id").asLong();
        if (pressed == null) {
            api.sendMessage(chat, "Which face is meant? Press its button again.", Optional.empty(), replyTo);
            return;
        }
        String told;
        try {
            naming.get()
                    .orElseThrow(() -> new FaceException("faces cannot be named now."))
                    .name(pressed.eventId(), name, pressed.list());
            questions.remove(question);
            told = name + " is " + pressed.list().word() + " now.";
        } catch (FaceException e) {
            told = "Not done: " + e.getMessage();
        } catch (IllegalArgumentException | IllegalStateException e) {
            told = "Not done: faces cannot be named now.";
        }
        api.sendMessage(chat, told, Optional.empty(), replyTo);
    }
}
