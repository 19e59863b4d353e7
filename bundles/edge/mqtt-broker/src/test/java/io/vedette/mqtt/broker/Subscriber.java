package io.vedette.mqtt.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real mosquitto_sub and what it printed: one message per line, as {@code topic retained payload}. Thread-safe. */
final class Subscriber implements AutoCloseable {

    /** A message as it came. */
    record Message(String topic, boolean retained, String payload) {}

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Map<String, Message> latest = new ConcurrentHashMap<>();
    private final Process process;
    private final Thread reader;

    private Subscriber(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "mosquitto_sub");
        reader.setDaemon(true);
        reader.start();
    }

    static Subscriber to(int port, String filter, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/mosquitto_sub", "-p", Integer.toString(port)));
        command.addAll(List.of("-t", filter, "-F", "%t %r %p"));
        command.addAll(List.of(options));
        return new Subscriber(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
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

    List<Message> messages() {
        return messages;
    }

    List<String> payloads(String topic) {
        return messages.stream()
                .filter(each -> each.topic().equals(topic))
                .map(Message::payload)
                .toList();
    }

    /** The last payload of a topic; {@code none} before the first. */
    String latest(String topic) {
        Message message = latest.get(topic);
        return message == null ? "none" : message.payload();
    }

    static void publish(int port, String topic, String payload, String... options)
            throws IOException, InterruptedException {
        run(port, topic, List.of("-m", payload), options);
    }

    static void publishFile(int port, String topic, Path file, String... options)
            throws IOException, InterruptedException {
        run(port, topic, List.of("-f", file.toString()), options);
    }

    private static void run(int port, String topic, List<String> payload, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/mosquitto_pub", "-p", Integer.toString(port)));
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
        process.waitFor(5, TimeUnit.SECONDS);
    }
}
