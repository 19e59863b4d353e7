package io.vedette.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.store.Home;
import io.vedette.testkit.peer.MqttSubscriber;
import io.vedette.testkit.peer.MqttSubscriber.Message;
import io.vedette.testkit.peer.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker against mosquitto's clients. */
final class MqttBrokerTest {

    @TempDir
    Path folder;

    private final OutsideBroker outside = new OutsideBroker(Map.of());
    private MqttBroker broker;

    /** A home in a folder. Immutable. */
    record Folder(Path root) implements Home {
        @Override
        public Optional<Path> modelMirror() {
            return Optional.empty();
        }
    }

    @BeforeAll
    static void clientsAreThere() {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        MqttSubscriber.need();
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.deactivate();
        }
    }

    private int start(Map<String, Object> properties) {
        broker = new MqttBroker(new Folder(folder), outside, properties);
        return awaitPort();
    }

    private int awaitPort() {
        await().until(() -> broker.uri().isPresent());
        return broker.uri().map(URI::getPort).orElseThrow();
    }

    private static void awaitLatest(MqttSubscriber watcher, String topic, String payload) {
        await().untilAsserted(() -> {
            watcher.stay();
            assertThat(watcher.latest(topic))
                    .as("of %s", watcher.messages().stream().map(Message::topic).toList())
                    .isEqualTo(payload);
        });
    }

    @Test
    void retainedMessagesAndDurableSessionsSurviveARestart() throws Exception {
        int port = start(Map.of("port", Ports.free()));
        String large = "x".repeat(256 * 1024 - 20);
        Path file = Files.writeString(folder.resolve("large"), large);
        MqttSubscriber.publish(port, "vedette/available", "online", "-r");
        MqttSubscriber.publish(port, "vedette/cameras/front/motion", "ON", "-r", "-V", "5");
        MqttSubscriber.publishFile(port, "vedette/snapshot", file, "-r");
        String[] durable = {"-c", "-i", "watcher", "-q", "1"};
        try (MqttSubscriber watcher = MqttSubscriber.to(port, "vedette/#", durable)) {
            awaitLatest(watcher, "vedette/available", "online");
            awaitLatest(watcher, "vedette/cameras/front/motion", "ON");
        }
        MqttSubscriber.publish(port, "vedette/events", "one");
        broker.deactivate();

        int again = start(Map.of("port", Integer.toString(port)));
        MqttSubscriber.publish(again, "vedette/events", "two");
        try (MqttSubscriber late = MqttSubscriber.to(again, "vedette/#", "-V", "5");
                MqttSubscriber watcher = MqttSubscriber.to(again, "vedette/#", durable)) {
            awaitLatest(late, "vedette/available", "online");
            awaitLatest(late, "vedette/cameras/front/motion", "ON");
            awaitLatest(late, "vedette/snapshot", large);
            awaitLatest(watcher, "vedette/events", "two");
            assertThat(watcher.payloads("vedette/events")).containsExactly("one", "two");
        }
    }

    @Test
    void aTakenPortMovesToTheNextFreeOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = start(Map.of("port", taken.getLocalPort()));
            assertThat(port).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 49);
            MqttSubscriber.publish(port, "a", "b");
        }
    }

    @Test
    void runsOnlyWhereTheEdgeHasNoBrokerOutside() throws Exception {
        int port = Ports.free();
        outside.modified(Map.of("uri", "tcp://broker.lan:1883"));
        broker = new MqttBroker(new Folder(folder), outside, Map.of("port", port));
        outside.modified(Map.of("uri", ""));
        assertThat(awaitPort()).isEqualTo(port);
        broker.modified(Map.of("port", "none"));
        broker.modified(Map.of("port", port));
        broker.modified(Map.of("port", port, "enabled", false));
        await().until(() -> broker.uri().isEmpty());
        await().untilAsserted(() ->
                assertThat(accepts(InetAddress.getLoopbackAddress(), port)).isFalse());
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        int port = start(Map.of("port", Ports.free()));
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : card.inetAddresses().toList()) {
                boolean expected = "127.0.0.1".equals(address.getHostAddress());
                assertThat(accepts(address, port)).as("%s", address).isEqualTo(expected);
            }
        }
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(address, port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
