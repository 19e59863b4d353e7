package io.vedette.notify.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.notice.Redaction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The four methods of the Bot API that are used here. Each call can be interrupted. Thread-safe. */
final class BotApi {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_CAPTION = 1024;
    private static final int MOST_TEXT = 4096;
    private static final Duration LISTEN = Duration.ofSeconds(25);

    private final Settings settings;
    private final Duration timeout;
    private final Redaction redaction;
    private final HttpClient client;

    BotApi(Settings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        String token = settings.token();
        this.redaction = new Redaction(List.of(token, token.substring(token.indexOf(':') + 1)));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    void sendPhoto(String chat, String caption, byte[] jpeg, Optional<ObjectNode> markup)
            throws BotException, InterruptedException {
        Multipart form = new Multipart().field("chat_id", chat).field("caption", cut(caption, MOST_CAPTION));
        markup.ifPresent(each -> form.field("reply_markup", each.toString()));
        form.jpeg("photo", jpeg);
        call("sendPhoto", form.type(), form.body(), timeout);
    }

    /** The new message's id. */
    long sendMessage(String chat, String text, Optional<ObjectNode> markup, long replyTo)
            throws BotException, InterruptedException {
        ObjectNode body = object().put("chat_id", chat).put("text", cut(text, MOST_TEXT));
        markup.ifPresent(each -> body.set("reply_markup", each));
        if (replyTo > 0) {
            body.putObject("reply_parameters").put("message_id", replyTo).put("allow_sending_without_reply", true);
        }
        return call("sendMessage", body, timeout).path("message_id").asLong();
    }

    /** Takes the hourglass from a button that was pressed. */
    void answerCallbackQuery(String id) throws BotException, InterruptedException {
        call("answerCallbackQuery", object().put("callback_query_id", id), timeout);
    }

    /** What people did, from an update's number on; waits for at most 25 s where they did nothing. */
    JsonNode getUpdates(long offset) throws BotException, InterruptedException {
        ObjectNode body = object().put("offset", offset).put("timeout", LISTEN.toSeconds());
        body.putArray("allowed_updates").add("message").add("callback_query");
        return call("getUpdates", body, LISTEN.plus(timeout));
    }

    private JsonNode call(String method, ObjectNode body, Duration within) throws BotException, InterruptedException {
        return call(method, "application/json", body.toString().getBytes(StandardCharsets.UTF_8), within);
    }

    private JsonNode call(String method, String type, byte[] body, Duration within)
            throws BotException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(settings.api() + "/bot" + settings.token() + "/" + method))
                .timeout(within)
                .header("Content-Type", type)
                .header("User-Agent", "Vedette")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new CappedBody());
        try {
            return result(method, answer.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new BotException(
                    method + ": " + settings.api().getHost() + " cannot be reached: "
                            + e.getCause().getClass().getSimpleName(),
                    0,
                    0);
        } catch (TimeoutException e) {
            throw new BotException(
                    method + ": " + settings.api().getHost() + " did not answer within " + within.toSeconds() + " s",
                    0,
                    0);
        } finally {
            answer.cancel(true);
        }
    }

    private JsonNode result(String method, HttpResponse<byte[]> response) throws BotException {
        int status = response.statusCode();
        JsonNode json = read(response.body());
        if (status / 100 == 2 && json.path("ok").asBoolean()) {
            return json.path("result");
        }
        if (json.has("error_code")) {
            throw new BotException(
                    method + ": "
                            + redaction.of(json.path("error_code").asInt() + " "
                                    + json.path("description").asText()),
                    json.path("error_code").asInt(),
                    json.path("parameters").path("retry_after").asLong());
        }
        throw new BotException(method + ": answered " + status + ", not as a Bot API does", status, 0);
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            return json == null ? object() : json;
        } catch (IOException e) {
            return object();
        }
    }

    /** At most so many characters, and no half ones. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
