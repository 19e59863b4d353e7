package io.vedette.itests.distribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.testkit.peer.MqttSubscriber;
import java.io.IOException;
import java.util.List;

/** Reads what an MQTT subscriber was told by the program. Thread-safe. */
final class Subscriber implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MqttSubscriber told;

    Subscriber(int port, String filter, String... options) throws IOException {
        told = MqttSubscriber.to(port, filter, options);
    }

    /** Connects again where the client has ended. */
    void stay() throws IOException {
        told.stay();
    }

    List<String> payloads(String topic) {
        return told.payloads(topic);
    }

    /** The last that a topic was told, or an empty text. */
    String last(String topic) {
        List<String> all = payloads(topic);
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    /** The camera's state as it was told last. */
    String state(String camera) {
        String told = last("vedette/cameras/" + camera + "/state");
        return told.isEmpty() ? "" : json(told).get("state").asText();
    }

    List<JsonNode> events() {
        return payloads("vedette/events").stream().map(Subscriber::json).toList();
    }

    /** Types of a camera's events so far, such as {@code new update end}. */
    List<String> types(String camera) {
        return events().stream()
                .filter(event -> event.get("stream_id").asText().equals(camera))
                .map(event -> event.get("type").asText())
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        told.close();
    }
}
