package io.vedette.notify.email;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventPictures;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.api.secret.Placeholders;
import io.vedette.notice.Form;
import io.vedette.notice.Late;
import io.vedette.notice.Notice;
import io.vedette.notice.PictureWait;
import io.vedette.notice.Setup;
import io.vedette.notice.Told;
import io.vedette.notice.Wording;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
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

/** Sends messages by e-mail. While no mail server is set, no message is taken: they wait in the outbox. Thread-safe. */
@Component(service = EventSink.class, configurationPid = Settings.PID)
@Designate(ocd = EmailConfig.class)
public final class EmailSink implements EventSink {

    private static final Logger LOG = LoggerFactory.getLogger(EmailSink.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Placeholders placeholders;
    private final InstantSource clock;
    private final Duration patience;
    private final Late<EventPictures> pictures = new Late<>();
    private final PictureWait waiting;
    private final Told told = new Told();
    private final Setup<Settings, Postman> setup = new Setup<>("E-mail", "host", Settings::read, this::postman);

    @Activate
    public EmailSink(
            @Reference Placeholders placeholders, @Reference InstantSource clock, Map<String, Object> properties) {
        this(placeholders, clock, PATIENCE, properties);
    }

    /** One that waits so long for each answer of the server. */
    EmailSink(Placeholders placeholders, InstantSource clock, Duration patience, Map<String, Object> properties) {
        this.placeholders = placeholders;
        this.clock = clock;
        this.patience = patience;
        this.waiting = new PictureWait(pictures, clock);
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

    private Postman postman(Settings settings) {
        if (settings.isPasswordBare()) {
            LOG.warn("{}: security = none: the password travels in the clear", Settings.PID);
        }
        return new Postman(settings, told, patience);
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public void deliver(EventMessage message) throws SinkException, InterruptedException {
        Postman now = setup.get();
        Notice notice = Notice.of(message);
        if (now.isDone(message)) {
            return;
        }
        Wording wording = new Wording(ZoneId.systemDefault());
        now.deliver(
                message,
                new Letter(
                        message.eventId() + "." + message.seq(),
                        wording.headline(notice),
                        wording.text(notice),
                        clock.instant(),
                        waiting.of(notice)));
    }

    @Override
    public Optional<String> complaint() {
        return setup.complaint();
    }
}
