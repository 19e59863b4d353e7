package io.vedette.mqtt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link through Eclipse Paho; the one class that knows it. A client object serves one connection only and keeps nothing on
 * disk: what is unanswered when it is lost stands in the outbox or on the board. Thread-safe.
 */
final class PahoLink implements Link, MqttCallback {

    private static final Logger LOG = LoggerFactory.getLogger(PahoLink.class);
    private static final int QOS = 1;
    private static final int KEEP_ALIVE_S = 15;
    private static final int MOST_IN_FLIGHT = 256;
    private static final long GOOD_BYE_MS = 500;

    private final MqttAsyncClient client;
    private final Listener listener;
    private final AtomicBoolean lost = new AtomicBoolean();

    private PahoLink(MqttAsyncClient client, Listener listener) {
        this.client = client;
        this.listener = listener;
    }

    /** See {@link Link.Opener}. */
    static Link open(URI broker, Terms terms, Listener listener, Duration patience)
            throws LinkException, InterruptedException {
        MqttAsyncClient client;
        try {
            client = new MqttAsyncClient(broker.toString(), terms.clientId(), new MemoryPersistence());
        } catch (MqttException e) {
            throw new LinkException(reason(e), e);
        }
        PahoLink link = new PahoLink(client, listener);
        client.setCallback(link);
        boolean open = false;
        try {
            Answer answer = new Answer();
            client.connect(options(terms, patience), null, answer);
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            open = true;
            return link;
        } catch (MqttException e) {
            throw new LinkException(reason(e), e);
        } catch (ExecutionException e) {
            throw new LinkException(reason(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new LinkException("no answer within " + patience.toSeconds() + " s", e);
        } finally {
            if (!open) {
                link.lost.set(true);
                link.free();
            }
        }
    }

    private static MqttConnectOptions options(Terms terms, Duration patience) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setKeepAliveInterval(KEEP_ALIVE_S);
        options.setConnectionTimeout((int) patience.toSeconds());
        options.setMaxInflight(MOST_IN_FLIGHT);
        terms.settings().user().ifPresent(options::setUserName);
        terms.settings().password().map(String::toCharArray).ifPresent(options::setPassword);
        String will = terms.topics().full(Topics.AVAILABLE);
        options.setWill(will, "offline".getBytes(StandardCharsets.UTF_8), QOS, true);
        return options;
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload, boolean retained) {
        Answer answer = new Answer();
        try {
            client.publish(topic, payload, QOS, retained, null, answer);
        } catch (MqttException e) {
            answer.onFailure(null, e);
        }
        return answer;
    }

    @Override
    public CompletableFuture<Void> subscribe(String filter) {
        Answer answer = new Answer();
        try {
            client.subscribe(filter, QOS, null, answer);
        } catch (MqttException e) {
            answer.onFailure(null, e);
        }
        return answer;
    }

    @Override
    public boolean isLost() {
        return lost.get();
    }

    @Override
    public void close() throws InterruptedException {
        try {
            if (!lost.getAndSet(true)) {
                Answer answer = new Answer();
                client.disconnect(0, null, answer);
                answer.get(GOOD_BYE_MS, TimeUnit.MILLISECONDS);
            }
        } catch (MqttException | ExecutionException | TimeoutException e) {
            LOG.debug("The broker heard no good-bye: {}", e.toString());
        } finally {
            free();
        }
    }

    private void free() {
        try {
            client.setCallback(null);
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException e) {
            LOG.trace("Already disconnected: {}", e.toString());
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("Paho kept its client open: {}", e.toString());
        }
    }

    @Override
    public void connectionLost(Throwable cause) {
        if (!lost.getAndSet(true)) {
            LOG.debug("Connection lost: {}", reason(cause));
            listener.lost(this);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        listener.message(topic, message.getPayload(), message.isRetained());
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // Each publish has its own answer.
    }

    /** The reason in an operator's words; Paho's own texts never hold the password. */
    static String reason(Throwable cause) {
        if (!(cause instanceof MqttException mqtt)) {
            return String.valueOf(cause);
        }
        return switch (mqtt.getReasonCode()) {
            case MqttException.REASON_CODE_FAILED_AUTHENTICATION -> "wrong user or password";
            case MqttException.REASON_CODE_NOT_AUTHORIZED -> "refused: this user (or nobody) may not connect";
            case MqttException.REASON_CODE_INVALID_CLIENT_ID -> "refused: client id not accepted";
            case MqttException.REASON_CODE_BROKER_UNAVAILABLE -> "refused: broker unavailable";
            default -> mqtt.getCause() == null ? String.valueOf(mqtt.getMessage()) : rootOf(mqtt);
        };
    }

    private static String rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = root.getMessage();
        return root.getClass().getSimpleName() + (text == null ? "" : ": " + text);
    }

    /** The broker's answer to one packet. */
    private static final class Answer extends CompletableFuture<Void> implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            complete(null);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            completeExceptionally(new LinkException(reason(cause), cause));
        }
    }
}
