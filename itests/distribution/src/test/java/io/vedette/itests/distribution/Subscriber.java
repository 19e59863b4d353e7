package io.vedette.itests.distribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.testkit.peer.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code mosquitto_sub}, and all that it was told: {@code topic payload} lines, pictures left out. Thread-safe. */
final class Subscriber implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/mosquitto_sub");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> command;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private Process process;

    Subscriber(int port, String... options) throws IOException {
        TestData.need(Files.isExecutable(PROGRAM), "no " + PROGRAM);
        command = new ArrayList<>(List.of(PROGRAM.toString(), "-h", "127.0.0.1", "-p", String.valueOf(port), "-v"));
        command.addAll(List.of(options));
        connect();
    }

    /** Connects again after the broker was away. */
    void connect() throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader reader = process.inputReader();
        Thread thread = new Thread(
                () -> reader.lines().filter(line -> line.startsWith("vedette/")).forEach(lines::add), "subscriber");
        thread.setDaemon(true);
        thread.start();
    }

    /** What a topic was told so far, oldest first. */
    List<String> payloads(String topic) {
        return lines.stream()
                .filter(line -> line.startsWith(topic + " "))
                .map(line -> line.substring(topic.length() + 1))
                .toList();
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
    public void close() {
        process.destroyForcibly();
    }
}
