package io.vedette.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.broker.EmbeddedBroker;
import io.vedette.core.spi.store.Home;
import io.vedette.testkit.osgi.OsgiWorld;
import io.vedette.testkit.peer.MqttSubscriber;
import io.vedette.testkit.peer.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundle as it is shipped, with its class path of its own. */
final class BrokerInOsgiTest {

    @TempDir
    Path folder;

    private OsgiWorld world;
    private ConfigurationAdmin admin;
    private int wished;

    @BeforeEach
    void start() throws Exception {
        MqttBrokerTest.clientsAreThere();
        List<String> shared = List.of("io.vedette.api", "io.vedette.core.spi", "org.apache.felix.configadmin");
        world = OsgiWorld.start(folder.resolve("felix"), shared, Map.of(), List.of());
        world.context().registerService(Home.class, new MqttBrokerTest.Folder(folder), null);
        admin = world.service(ConfigurationAdmin.class);
        wished = Ports.free();
        configure("io.vedette.mqtt.broker", Map.of("port", Integer.toString(wished)));
        world.install("io.vedette.mqtt.broker").start();
    }

    @AfterEach
    void stop() throws Exception {
        if (world != null) {
            world.close();
        }
    }

    private void configure(String pid, Map<String, String> properties) throws Exception {
        admin.getConfiguration(pid, "?").update(FrameworkUtil.asDictionary(properties));
    }

    @Test
    void servesClientsAndGivesWayToABrokerOutside() throws Exception {
        EmbeddedBroker broker = world.service(EmbeddedBroker.class);
        await().until(() -> broker.uri().isPresent());
        int port = broker.uri().map(URI::getPort).orElseThrow();
        assertThat(port).isBetween(wished, wished + 49);
        MqttSubscriber.publish(port, "vedette/available", "online", "-r");
        try (MqttSubscriber watcher = MqttSubscriber.to(port, "vedette/#")) {
            await().until(() -> "online".equals(watcher.latest("vedette/available")));
        }
        configure("io.vedette.mqtt", Map.of("uri", "tcp://broker.lan:1883"));
        await().until(() -> broker.uri().isEmpty());
        configure("io.vedette.mqtt", Map.of("uri", ""));
        await().until(() -> broker.uri().isPresent());
        assertThat(world.service(EmbeddedBroker.class)).isSameAs(broker);
        assertThat(broker.uri().map(URI::getPort).orElseThrow()).isBetween(wished, wished + 49);
    }

    @Test
    void exportsNothingAndStopsWithinTheLimit() throws Exception {
        EmbeddedBroker broker = world.service(EmbeddedBroker.class);
        await().until(() -> broker.uri().isPresent());
        Bundle bundle = Arrays.stream(world.context().getBundles())
                .filter(each -> "io.vedette.mqtt.broker".equals(each.getSymbolicName()))
                .findFirst()
                .orElseThrow();
        assertThat(bundle.getHeaders().get("Export-Package")).isNull();
        long began = System.nanoTime();
        bundle.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("vedette-mqtt-broker")));
    }
}
