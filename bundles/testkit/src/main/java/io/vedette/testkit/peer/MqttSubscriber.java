package io.vedette.testkit.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real {@code mosquitto_sub}, and all that it was told, text in single lines. Thread-safe. */
public final class MqttSubscriber implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/mosquitto_sub");
    private static final Path SENDER = Path.of("/usr/bin/mosquitto_pub");

    /**
     * A message as it came.
     *
     * @param retained whether the broker had kept it
     */
    public record Message(String topic, boolean retained, String payload) {}

    private final List<String> command;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Map<String, Message> latest = new ConcurrentHashMap<>();
    private volatile Process process;

    private MqttSubscriber(List<String> command) throws IOException {
        this.command = command;
        connect();
    }

    /** Skips the test where mosquitto's clients are not installed, or fails it where the test data are required. */
    public static void need() {
        TestData.need(Files.isExecutable(PROGRAM), "no " + PROGRAM);
        TestData.need(Files.isExecutable(SENDER), "no " + SENDER);
    }

    /**
     * Subscribes to what matches a filter.
     *
     * @param options as {@code mosquitto_sub} knows them
     */
    public static MqttSubscriber to(int port, String filter, String... options) throws IOException {
        need();
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-h", "127.0.0.1", "-p", "" + port));
        command.addAll(List.of("-t", filter, "-F", "%t %r %p"));
        command.addAll(List.of(options));
        return new MqttSubscriber(command);
    }

    private void connect() throws IOException {
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process = started;
        Thread reader = new Thread(() -> read(started), "mosquitto_sub");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Connects again where the client has ended, as it does where its first attempt is refused. After an outage it comes back by
     * itself; a second one of the same name would throw it out, and be thrown out by it.
     */
    public void stay() throws IOException {
        if (!process.isAlive()) {
            connect();
        }
    }

    private void read(Process from) {
        try (BufferedReader lines = from.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", 3);
                if (parts.length == 3) {
                    Message message = new Message(parts[0], "1".equals(parts[1]), parts[2]);
                    messages.add(message);
                    latest.put(message.topic(), message);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All messages, oldest first. */
    public List<Message> messages() {
        return messages;
    }

    /** What a topic was told so far, oldest first. */
    public List<String> payloads(String topic) {
        return messages.stream()
                .filter(each -> each.topic().equals(topic))
                .map(Message::payload)
                .toList();
    }

    /** The last payload of a topic; {@code none} before the first. */
    public String latest(String topic) {
        Message message = latest.get(topic);
        return message == null ? "none" : message.payload();
    }

    /** Has {@code mosquitto_pub} send a text, and waits until the broker has it. */
    public static void publish(int port, String topic, String payload, String... options)
            throws IOException, InterruptedException {
        send(port, topic, List.of("-m", payload), options);
    }

    /** Has it send a file's content. */
    public static void publishFile(int port, String topic, Path file, String... options)
            throws IOException, InterruptedException {
        send(port, topic, List.of("-f", file.toString()), options);
    }

    private static void send(int port, String topic, List<String> payload, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SENDER.toString(), "-h", "127.0.0.1", "-p", "" + port));
        command.addAll(List.of("-q", "1", "-t", topic));
        command.addAll(payload);
        command.addAll(List.of(options));
        Process sender = new ProcessBuilder(command).inheritIO().start();
        if (!sender.waitFor(20, TimeUnit.SECONDS) || sender.exitValue() != 0) {
            throw new IOException("mosquitto_pub failed");
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
