package io.vedette.bench;

import io.vedette.core.spi.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * From the arrival of a picture's packet to its event at an MQTT subscriber, through the broker inside the program. Motion stands
 * in for a detector, so that no model's time is in it. Confined to one thread.
 */
final class EventDelay {

    private static final double P50_MS = 25;
    private static final double P99_MS = 80;
    private static final int CAMERAS = 4;
    private static final long PATIENCE_MS = 30_000;
    private static final int FEW = 5;
    /** The end of an event is told on purpose long after what it tells of. */
    private static final Pattern TOLD =
            Pattern.compile("\"type\":\"(?:new|update)\".*\"timestamp_utc\":\"([^\"]+)\"", Pattern.DOTALL);

    private final Workplace place;
    private final Crowd crowd;
    private final EmbeddedBroker broker;
    private final List<Double> delaysMs = new CopyOnWriteArrayList<>();

    EventDelay(Workplace place, Crowd crowd, EmbeddedBroker broker) {
        this.place = place;
        this.crowd = crowd;
        this.broker = broker;
    }

    List<Row> measure() throws IOException, InterruptedException {
        place.tell("frame to MQTT");
        place.await(PATIENCE_MS, () -> broker.uri().isPresent());
        Optional<URI> uri = broker.uri();
        if (uri.isEmpty()) {
            return rows("the broker inside the program does not start");
        }
        try {
            MqttAsyncClient client =
                    new MqttAsyncClient(uri.get().toString(), "vedette-bench", new MemoryPersistence());
            try {
                client.connect().waitForCompletion(PATIENCE_MS);
                client.subscribe("vedette/events", 1, (topic, message) -> take(message.getPayload()))
                        .waitForCompletion(PATIENCE_MS);
                listen();
                client.disconnect().waitForCompletion(PATIENCE_MS);
            } finally {
                client.close(true);
            }
        } catch (MqttException e) {
            return rows("the broker inside the program does not answer: " + e.getMessage());
        }
        return rows("no event came");
    }

    /** No detector knows this label: for some seconds one is waited for. */
    private void listen() throws IOException, InterruptedException {
        crowd.growTo(CAMERAS, Map.of("labels", "moving"), true);
        place.await(PATIENCE_MS, () -> !delaysMs.isEmpty());
        // The first ones find cold code.
        place.pause(1000L * place.choose(3, 10));
        delaysMs.clear();
        place.pause(1000L * place.choose(20, 60));
        crowd.leave();
    }

    private void take(byte[] payload) {
        Instant now = Instant.now();
        toldOf(new String(payload, StandardCharsets.UTF_8))
                .ifPresent(at -> delaysMs.add(Duration.between(at, now).toNanos() / 1e6));
    }

    /** When the picture came that an event tells of; empty for what is told later on purpose. */
    static Optional<Instant> toldOf(String json) {
        Matcher matcher = TOLD.matcher(json);
        return matcher.find() ? Optional.of(Instant.parse(matcher.group(1))) : Optional.empty();
    }

    private List<Row> rows(String why) {
        if (delaysMs.size() < FEW) {
            return List.of(
                    Row.missing("frame to MQTT, p50", "ms", P50_MS, why),
                    Row.missing("frame to MQTT, p99", "ms", P99_MS, why));
        }
        Samples delays = new Samples(delaysMs);
        String how = delaysMs.size() + " events of " + CAMERAS + " cameras, broker inside, motion for a detector";
        return List.of(
                Row.of("frame to MQTT, p50", delays.median(), "ms", P50_MS, how),
                Row.of("frame to MQTT, p99", delays.percentile(0.99), "ms", P99_MS, how));
    }
}
