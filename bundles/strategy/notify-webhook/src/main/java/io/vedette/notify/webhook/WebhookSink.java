package io.vedette.notify.webhook;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventPictures;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.api.secret.Placeholders;
import io.vedette.notice.BadSetting;
import io.vedette.notice.Form;
import io.vedette.notice.Late;
import io.vedette.notice.PictureWait;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts messages to an address of the owner's. While none is set, no message is taken: they wait in the outbox. Thread-safe.
 */
@Component(service = EventSink.class, configurationPid = Settings.PID)
@Designate(ocd = WebhookConfig.class)
public final class WebhookSink implements EventSink {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSink.class);

    private final Placeholders placeholders;
    private final InstantSource clock;
    private final Late<EventPictures> pictures = new Late<>();
    private final PictureWait waiting;
    private volatile Optional<Courier> courier = Optional.empty();
    private volatile String off = "";

    @Activate
    public WebhookSink(
            @Reference Placeholders placeholders, @Reference InstantSource clock, Map<String, Object> properties) {
        this.placeholders = placeholders;
        this.clock = clock;
        this.waiting = new PictureWait(pictures, clock);
        apply(properties, "the webhook stays off");
    }

    @Modified
    void modified(Map<String, Object> properties) {
        apply(properties, "the former settings stay in force");
    }

    @Reference(
            service = EventPictures.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void bindPictures(ComponentServiceObjects<EventPictures> given) {
        pictures.set(given);
    }

    void unbindPictures(ComponentServiceObjects<EventPictures> given) {
        pictures.clear(given);
    }

    private void apply(Map<String, Object> properties, String otherwise) {
        try {
            Optional<Settings> settings = Settings.read(new Form(Settings.PID, properties, placeholders));
            off = Settings.PID + ": url is empty; messages wait until it is set";
            courier = settings.map(each -> new Courier(each, waiting, clock));
            LOG.info("Webhook: {}", settings.map(Settings::toString).orElse("off"));
        } catch (BadSetting e) {
            if (courier.isEmpty()) {
                off = e.getMessage();
            }
            LOG.warn("{}; {}", e.getMessage(), otherwise);
        }
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void deliver(EventMessage message) throws SinkException, InterruptedException {
        Courier now = courier.orElseThrow(() -> new SinkException(off));
        now.deliver(message);
    }
}
