package io.vedette.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.trigger.Press;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.testkit.peer.Mosquitto;
import io.vedette.testkit.peer.MqttSubscriber;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge against a real mosquitto and its clients. */
final class MqttEdgeTest {

    @TempDir
    Path folder;

    private final Fakes.Board facts = new Fakes.Board();
    private final List<String> turned = new CopyOnWriteArrayList<>();
    private Mosquitto broker;
    private MqttEdge edge;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    @BeforeEach
    void startBroker() throws IOException {
        broker = Mosquitto.start(Files.createDirectory(folder.resolve("broker")));
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        if (edge != null) {
            edge.deactivate();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private MqttEdge edge(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.putIfAbsent("uri", broker.uri().toString());
        edge = new MqttEdge(
                facts,
                new Fakes.OneCamera(facts, turned),
                new Fakes.Log(),
                new Fakes.Folder(folder.resolve("home")),
                properties);
        return edge;
    }

    @Test
    void complainsOfSettingsThatAreRefusedUntilTheyAreMended() {
        MqttEdge refused = edge(Map.of("uri", "http://nowhere"));
        assertThat(refused.complaint())
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith("io.vedette.mqtt: uri").endsWith("MQTT stays off"));
        refused.modified(Map.of("uri", broker.uri().toString()));
        assertThat(refused.complaint()).isEmpty();
    }

    private static void awaitLatest(MqttSubscriber watcher, String topic, String payload) {
        await().untilAsserted(() -> assertThat(watcher.latest(topic)).isEqualTo(payload));
    }

    @Test
    void aLateSubscriberSeesEverythingThatHolds() throws Exception {
        facts.post(new LiveFact.State(Fakes.status("front", CameraStatus.State.ONLINE)));
        edge(Map.of());
        facts.post(new LiveFact.MotionOn("front", true));
        facts.post(new LiveFact.Count("front", "person", 2));
        facts.post(new LiveFact.Count("front", "a/b+#\n", 1));
        byte[] jpeg = "picture".getBytes(StandardCharsets.UTF_8);
        facts.post(new LiveFact.Snapshot("front", "person", ByteBuffer.wrap(jpeg)));
        facts.post(new LiveFact.Snapshot("front", "huge", ByteBuffer.allocate(256 * 1024 + 1)));
        try (MqttSubscriber early = MqttSubscriber.to(broker.port(), "vedette/#")) {
            awaitLatest(early, "vedette/cameras/front/snapshot/person", "picture");
            await().until(() -> !early.payloads("vedette/stats").isEmpty());
        }
        try (MqttSubscriber late = MqttSubscriber.to(broker.port(), "vedette/#")) {
            awaitLatest(late, "vedette/cameras/front/snapshot/person", "picture");
            awaitLatest(late, "vedette/available", "online");
            awaitLatest(
                    late,
                    "vedette/cameras/front/state",
                    "{\"state\":\"online\",\"since_utc\":\"2026-11-21T08:00:00Z\",\"fps\":25,"
                            + "\"resolution\":\"1280x720\",\"detector\":\"onnx\"}");
            awaitLatest(late, "vedette/cameras/front/motion", "ON");
            awaitLatest(late, "vedette/cameras/front/objects/person", "2");
            awaitLatest(late, "vedette/cameras/front/objects/a_b___", "1");
            await().untilAsserted(() -> assertThat(late.latest("vedette/stats"))
                    .contains("\"front\":{\"state\":\"online\",\"packets\":12}")
                    .contains("\"backlog\":{\"mqtt\":3}"));
            // All but the figures, which are told again and again.
            assertThat(late.messages())
                    .filteredOn(message -> !message.topic().equals("vedette/stats"))
                    .allMatch(MqttSubscriber.Message::retained);
            assertThat(late.latest("vedette/cameras/front/snapshot/huge")).isEqualTo("none");
        }
    }

    @Test
    void aDetectorsStateIsToldWithItsVersions() throws Exception {
        edge(Map.of());
        Instant since = Instant.parse("2026-11-21T08:00:00Z");
        var version =
                new LiveFact.Detector.Version("io.box/1.0.0", Candidate.State.UNAVAILABLE, "a call took over 2 s");
        facts.post(new LiveFact.Detector("box", since, List.of(version)));
        facts.post(new LiveFact.Detector("left", since, List.of()));
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "vedette/#")) {
            awaitLatest(
                    watcher,
                    "vedette/detectors/box/state",
                    "{\"state\":\"unavailable\",\"since_utc\":\"2026-11-21T08:00:00Z\",\"versions\":[{"
                            + "\"bundle\":\"io.box/1.0.0\",\"state\":\"unavailable\",\"because\":\"a call took over 2 s\"}]}");
            awaitLatest(
                    watcher,
                    "vedette/detectors/left/state",
                    "{\"state\":\"gone\",\"since_utc\":\"2026-11-21T08:00:00Z\",\"versions\":[]}");
        }
    }

    @Test
    void aRemovedCameraLeavesNoTopicBehind() throws Exception {
        edge(Map.of());
        facts.post(new LiveFact.MotionOn("front", true));
        facts.post(new LiveFact.Count("front", "cat", 1));
        facts.post(new LiveFact.MotionOn("front-2", true));
        try (MqttSubscriber early = MqttSubscriber.to(broker.port(), "vedette/#")) {
            awaitLatest(early, "vedette/cameras/front-2/motion", "ON");
            facts.post(new LiveFact.Gone("front"));
            awaitLatest(early, "vedette/cameras/front/motion", "");
            awaitLatest(early, "vedette/cameras/front/objects/cat", "");
        }
        try (MqttSubscriber late = MqttSubscriber.to(broker.port(), "vedette/cameras/#")) {
            awaitLatest(late, "vedette/cameras/front-2/motion", "ON");
            assertThat(late.messages()).hasSize(1);
        }
    }

    @Test
    void switchesTurnAndTellTheirState() throws Exception {
        edge(Map.of());
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "vedette/#")) {
            awaitLatest(watcher, "vedette/available", "online");
            for (String wrong : List.of("front/motion", "back/detect", "front/laser")) {
                String payload = "front/motion".equals(wrong) ? "MAYBE" : "ON";
                MqttSubscriber.publish(broker.port(), "vedette/cameras/" + wrong + "/set", payload);
            }
            MqttSubscriber.publish(broker.port(), "vedette/cameras/front/detect/set", "OFF");
            awaitLatest(watcher, "vedette/cameras/front/detect/state", "OFF");
            MqttSubscriber.publish(broker.port(), "vedette/cameras/front/detect/set", "ON");
            awaitLatest(watcher, "vedette/cameras/front/detect/state", "ON");
        }
        assertThat(turned).containsExactly("front DETECT false", "front DETECT true");
    }

    @Test
    void anOrderStoredAtTheBrokerIsNotObeyed() throws Exception {
        MqttSubscriber.publish(broker.port(), "vedette/cameras/front/enabled/set", "OFF", "-r");
        edge(Map.of());
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "vedette/#")) {
            awaitLatest(watcher, "vedette/available", "online");
            MqttSubscriber.publish(broker.port(), "vedette/cameras/front/motion/set", "ON");
            awaitLatest(watcher, "vedette/cameras/front/motion/state", "ON");
        }
        assertThat(turned).containsExactly("front MOTION true");
    }

    @Test
    void aPressIsTakenOnce() throws Exception {
        MqttSubscriber.publish(broker.port(), "vedette/cameras/front/press", "stored", "-r");
        Instant began = Instant.now();
        List<Press> presses = new CopyOnWriteArrayList<>();
        Fakes.Bell bell = new Fakes.Bell(presses);
        edge(Map.of()).bindTrigger(bell);
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "vedette/available")) {
            awaitLatest(watcher, "vedette/available", "online");
            MqttSubscriber.publish(broker.port(), "vedette/cameras/back/press", "PRESS");
            MqttSubscriber.publish(broker.port(), "vedette/cameras/front/press", "");
            MqttSubscriber.publish(broker.port(), "vedette/cameras/front/press/set", "ON");
            for (String qos : List.of("0", "1", "2")) {
                MqttSubscriber.publish(broker.port(), "vedette/cameras/front/press", qos, "-q", qos);
                await().until(() -> presses.size() == Integer.parseInt(qos) + 1);
            }
        }
        assertThat(presses).allSatisfy(press -> {
            assertThat(press.cameraId()).isEqualTo("front");
            assertThat(press.source()).isEqualTo("mqtt");
            assertThat(press.at()).isBetween(began, Instant.now());
        });
    }

    @Test
    void anErasedPictureLeavesTheBrokerAlsoWhereItWasStoredByAFormerRun() throws Exception {
        MqttSubscriber.publish(broker.port(), "vedette/cameras/front/snapshot/cat", "former", "-r");
        edge(Map.of());
        facts.post(new LiveFact.Snapshot("front", "person", ByteBuffer.wrap(new byte[] {'p'})));
        facts.post(new LiveFact.Snapshot("front", "dog", ByteBuffer.wrap(new byte[] {'d'})));
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "vedette/cameras/#")) {
            awaitLatest(watcher, "vedette/cameras/front/snapshot/dog", "d");
            awaitLatest(watcher, "vedette/cameras/front/snapshot/cat", "former");
            for (String label : List.of("person", "cat")) {
                facts.post(new LiveFact.Snapshot("front", label, ByteBuffer.allocate(0)));
                awaitLatest(watcher, "vedette/cameras/front/snapshot/" + label, "");
            }
        }
        try (MqttSubscriber late = MqttSubscriber.to(broker.port(), "vedette/cameras/#")) {
            awaitLatest(late, "vedette/cameras/front/snapshot/dog", "d");
            assertThat(late.messages()).hasSize(1);
        }
    }

    @Test
    void theLastWillTellsOfAKilledProcess() throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EdgeProcess.class.getName(),
                        broker.uri().toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "vedette/#")) {
            awaitLatest(watcher, "vedette/available", "online");
            awaitLatest(watcher, "vedette/cameras/front/motion", "ON");
            child.destroyForcibly();
            awaitLatest(watcher, "vedette/available", "offline");
        } finally {
            child.destroyForcibly();
        }
        try (MqttSubscriber late = MqttSubscriber.to(broker.port(), "vedette/available")) {
            awaitLatest(late, "vedette/available", "offline");
            assertThat(late.messages().get(0).retained()).isTrue();
        }
    }

    @Test
    void leavingSaysOffline() throws Exception {
        edge(Map.of());
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "vedette/available")) {
            awaitLatest(watcher, "vedette/available", "online");
            edge.deactivate();
            awaitLatest(watcher, "vedette/available", "offline");
            assertThat(watcher.payloads("vedette/available")).endsWith("online", "offline");
        }
    }

    @Test
    void everyEventArrivesInOrderAcrossARestartOfTheBroker() throws Exception {
        edge(Map.of());
        facts.post(new LiveFact.MotionOn("front", true));
        String[] durable = {"-c", "-i", "watcher", "-q", "1", "-t", "vedette/available"};
        try (Outbox outbox = new Outbox(edge)) {
            MqttSubscriber first = MqttSubscriber.to(broker.port(), "vedette/events", durable);
            awaitLatest(first, "vedette/available", "online");
            outbox.add(1);
            await().until(() -> !first.payloads("vedette/events").isEmpty());
            first.close();
            outbox.add(200);
            broker.stop();
            outbox.add(100);
            broker.restart();
            await().until(() -> outbox.waiting() == 0);
            try (MqttSubscriber again = MqttSubscriber.to(broker.port(), "vedette/events", durable);
                    MqttSubscriber state = MqttSubscriber.to(broker.port(), "vedette/cameras/#")) {
                awaitLatest(again, "vedette/events", "{\"seq\":301}");
                assertThat(again.payloads("vedette/events").stream().distinct())
                        .containsExactlyElementsOf(numbers(2, 301));
                awaitLatest(state, "vedette/cameras/front/motion", "ON");
            }
        }
    }

    @Test
    void aBrokerThatForgotEverythingIsToldAgain() throws Exception {
        edge(Map.of());
        facts.post(new LiveFact.Count("front", "dog", 4));
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "vedette/#")) {
            awaitLatest(watcher, "vedette/cameras/front/objects/dog", "4");
        }
        broker.kill();
        Files.deleteIfExists(folder.resolve("broker/mosquitto.db"));
        facts.post(new LiveFact.Count("front", "dog", 5));
        broker.restart();
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "vedette/#")) {
            awaitLatest(watcher, "vedette/cameras/front/objects/dog", "5");
            awaitLatest(watcher, "vedette/available", "online");
        }
    }

    @Test
    void anUpdateInPlaceLosesNoEvent() throws Exception {
        MqttEdge former = edge(Map.of());
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "vedette/#", "-q", "1");
                Outbox outbox = new Outbox(former)) {
            awaitLatest(watcher, "vedette/available", "online");
            outbox.add(500);
            await().until(() -> !watcher.payloads("vedette/events").isEmpty());
            former.deactivate();
            outbox.use(edge(Map.of()));
            outbox.add(100);
            awaitLatest(watcher, "vedette/events", "{\"seq\":600}");
            assertThat(watcher.payloads("vedette/events").stream().distinct())
                    .containsExactlyElementsOf(numbers(1, 600));
            awaitLatest(watcher, "vedette/available", "online");
        }
    }

    @Test
    void anotherPrefixTakesTheTopicsAlong() throws Exception {
        edge(Map.of());
        facts.post(new LiveFact.MotionOn("front", true));
        try (MqttSubscriber watcher = MqttSubscriber.to(broker.port(), "#")) {
            awaitLatest(watcher, "vedette/cameras/front/motion", "ON");
            edge.modified(Map.of("uri", broker.uri().toString(), "prefix", "home/west"));
            awaitLatest(watcher, "home/west/cameras/front/motion", "ON");
            awaitLatest(watcher, "home/west/available", "online");
            awaitLatest(watcher, "vedette/cameras/front/motion", "");
            awaitLatest(watcher, "vedette/available", "offline");
        }
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(each -> "{\"seq\":" + each + "}")
                .toList();
    }

    @Test
    void theClientIdStaysOverRestarts() throws Exception {
        String drawn = ClientId.of(folder.resolve("data"));
        assertThat(drawn).matches("vedette-[0-9a-f]{8}");
        assertThat(ClientId.of(folder.resolve("data"))).isEqualTo(drawn);
    }
}
