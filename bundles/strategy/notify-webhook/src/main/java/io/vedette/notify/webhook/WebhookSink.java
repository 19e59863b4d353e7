package io.vedette.notify.webhook;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventPictures;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.api.secret.Placeholders;
import io.vedette.notice.Form;
import io.vedette.notice.Late;
import io.vedette.notice.PictureWait;
import io.vedette.notice.Setup;
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

/**
 * Posts messages to an address of the owner's. While none is set, no message is taken: they wait in the outbox. Thread-safe.
 */
@Component(service = EventSink.class, configurationPid = Settings.PID)
@Designate(ocd = WebhookConfig.class)
public final class WebhookSink implements EventSink {

    private final Placeholders placeholders;
    private final Late<EventPictures> pictures = new Late<>();
    private final Setup<Settings, Courier> setup;

    @Activate
    public WebhookSink(
            @Reference Placeholders placeholders, @Reference InstantSource clock, Map<String, Object> properties) {
        this.placeholders = placeholders;
        PictureWait waiting = new PictureWait(pictures, clock);
        this.setup = new Setup<>("Webhook", "url", Settings::read, each -> new Courier(each, waiting, clock));
        modified(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        setup.apply(new Form(Settings.PID, properties, placeholders));
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

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void deliver(EventMessage message) throws SinkException, InterruptedException {
        setup.get().deliver(message);
    }

    @Override
    public Optional<String> complaint() {
        return setup.complaint();
    }
}
