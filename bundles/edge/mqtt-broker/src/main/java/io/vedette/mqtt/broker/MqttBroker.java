package io.vedette.mqtt.broker;

import io.vedette.core.spi.broker.EmbeddedBroker;
import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.worker.Recurring;
import io.vedette.core.spi.worker.Signal;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded broker: runs while it is enabled and the MQTT edge has no broker outside, on loopback, without login. It starts and
 * stops on its own thread, {@code vedette-mqtt-broker}; where it does not start, it is tried again every 30 s. Thread-safe.
 */
@Component(
        service = {EmbeddedBroker.class, Workers.class},
        immediate = true,
        configurationPid = BrokerSettings.PID)
@Designate(ocd = BrokerConfig.class)
public final class MqttBroker implements EmbeddedBroker, Workers {

    private static final Logger LOG = LoggerFactory.getLogger(MqttBroker.class);
    private static final int PORTS_TO_TRY = 50;
    private static final Duration LEAVE = Duration.ofSeconds(4);
    private static final long AGAIN_MS = 30_000;

    private final Path folder;
    private final OutsideBroker outside;
    private final Signal news = new Signal();
    private final Recurring failures = new Recurring();
    private final Worker worker = Worker.of("vedette-mqtt-broker", this::serve);
    private volatile boolean leaving;
    private ArtemisServer server; // Confined to the thread.
    private BrokerSettings inForce = BrokerSettings.OFF; // Confined to the thread.
    private volatile BrokerSettings settings = BrokerSettings.OFF;
    private volatile Optional<URI> uri = Optional.empty();

    @Activate
    public MqttBroker(@Reference Home home, @Reference OutsideBroker outside, Map<String, Object> properties) {
        this.folder = home.data().resolve("broker");
        this.outside = outside;
        outside.listen(this::reconsider);
        apply(properties, "the broker stays off");
        worker.start();
    }

    @Modified
    void modified(Map<String, Object> properties) {
        apply(properties, "the former settings stay in force");
    }

    private void apply(Map<String, Object> properties, String otherwise) {
        try {
            settings = BrokerSettings.read(properties);
            reconsider();
        } catch (BrokerSettings.BadSetting e) {
            LOG.warn("{}: {}; {}", BrokerSettings.PID, e.getMessage(), otherwise);
        }
    }

    private void reconsider() {
        news.give();
    }

    private void serve() throws InterruptedException {
        while (!leaving) {
            long seen = news.seen();
            BrokerSettings now = settings;
            run(new BrokerSettings(now.enabled() && !outside.isGiven(), now.port()));
            news.await(seen, AGAIN_MS);
        }
        stop();
    }

    @Override
    public List<WorkerState> workers() {
        return List.of(worker.state());
    }

    @Override
    public Optional<URI> uri() {
        return uri;
    }

    private void run(BrokerSettings wish) {
        if (wish.equals(inForce)) {
            return;
        }
        stop();
        if (!wish.enabled()) {
            inForce = wish;
            LOG.info("The embedded MQTT broker is not needed or switched off");
            return;
        }
        long began = System.nanoTime();
        try {
            server = startOnFreePort(wish.port());
            warnOfAudit();
            uri = Optional.of(server.uri());
            inForce = wish;
            failures.wentWell();
            LOG.info(
                    "The embedded MQTT broker listens on {} ({} ms)",
                    server.uri(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        } catch (BrokerException e) {
            if (failures.again() > 0) {
                LOG.error("The embedded MQTT broker does not start, and is tried again: {}", e.getMessage(), e);
            }
        }
    }

    private static void warnOfAudit() {
        if (LoggerFactory.getLogger("org.apache.activemq.audit.message").isInfoEnabled()) {
            LOG.warn("Artemis writes every MQTT message to the log; set the logger org.apache.activemq.audit to OFF");
        }
    }

    private ArtemisServer startOnFreePort(int wished) throws BrokerException {
        int highest = Math.min(65_535, wished + PORTS_TO_TRY - 1);
        for (int port = wished; port <= highest; port++) {
            if (isFree(port)) {
                ArtemisServer started = ArtemisServer.start(folder, port);
                if (port != wished) {
                    LOG.warn("{}: port {} is taken; the embedded broker uses {}", BrokerSettings.PID, wished, port);
                }
                return started;
            }
        }
        throw new BrokerException("ports " + wished + " to " + highest + " are all taken", null);
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void stop() {
        uri = Optional.empty();
        inForce = BrokerSettings.OFF;
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (BrokerException e) {
            LOG.warn("The embedded MQTT broker: {}", e.getMessage());
        } finally {
            server = null;
        }
    }

    @Deactivate
    void deactivate() {
        outside.listen(() -> {});
        leaving = true;
        news.give();
        if (!worker.finish(LEAVE)) {
            LOG.warn("The embedded MQTT broker needs longer than {} to stop", LEAVE);
        }
    }
}
