package io.vedette.mqtt;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.api.trigger.Trigger;
import io.vedette.core.spi.broker.EmbeddedBroker;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.store.Secrets;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an MQTT broker what is true of each camera and what happened, and takes orders to switches and presses of doorbells from
 * it. Thread-safe.
 */
@Component(
        service = {EventSink.class, Workers.class},
        immediate = true,
        configurationPid = Settings.PID)
@Designate(ocd = MqttConfig.class)
public final class MqttEdge implements EventSink, Workers {

    private static final Logger LOG = LoggerFactory.getLogger(MqttEdge.class);

    private final AtomicReference<EmbeddedBroker> embedded = new AtomicReference<>();
    private final AtomicReference<Trigger> trigger = new AtomicReference<>();
    private final Connection connection;
    private final LiveFacts.Subscription subscription;
    private final Secrets secrets;
    private volatile Optional<String> complaint = Optional.empty();

    @Activate
    public MqttEdge(
            @Reference LiveFacts facts,
            @Reference Cameras cameras,
            @Reference EventLog log,
            @Reference Home home,
            Map<String, Object> properties) {
        this.secrets = new Secrets(home);
        this.connection = new Connection(new Connection.Parts(
                PahoLink::open,
                () -> Optional.ofNullable(embedded.get()).flatMap(EmbeddedBroker::uri),
                () -> ClientId.of(home.data()),
                new Orders(cameras),
                new Presses(() -> Optional.ofNullable(trigger.get()), InstantSource.system()),
                new Stats(cameras, log, InstantSource.system())));
        apply(properties, "MQTT stays off");
        this.subscription = facts.subscribe(new Facts(connection.board()));
        connection.start();
    }

    @Modified
    void modified(Map<String, Object> properties) {
        apply(properties, "the former settings stay in force");
    }

    private void apply(Map<String, Object> properties, String otherwise) {
        try {
            connection.apply(Settings.read(properties, secrets));
            complaint = Optional.empty();
        } catch (BadSetting e) {
            String refused = Settings.PID + ": " + e.getMessage() + "; " + otherwise;
            complaint = Optional.of(refused);
            LOG.warn(refused);
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindBroker(EmbeddedBroker broker) {
        embedded.set(broker);
    }

    void unbindBroker(EmbeddedBroker broker) {
        embedded.compareAndSet(broker, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindTrigger(Trigger taker) {
        trigger.set(taker);
    }

    void unbindTrigger(Trigger taker) {
        trigger.compareAndSet(taker, null);
    }

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public void deliver(EventMessage message) throws SinkException, InterruptedException {
        connection.deliver(message.json());
    }

    @Override
    public List<WorkerState> workers() {
        return List.of(connection.worker());
    }

    @Override
    public Optional<String> complaint() {
        return complaint;
    }

    @Deactivate
    void deactivate() {
        subscription.close();
        connection.stop();
    }
}
