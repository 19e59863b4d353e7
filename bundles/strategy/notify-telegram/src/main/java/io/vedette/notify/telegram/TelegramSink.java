package io.vedette.notify.telegram;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventPictures;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.api.face.FaceNaming;
import io.vedette.api.secret.Placeholders;
import io.vedette.notice.Form;
import io.vedette.notice.Late;
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
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Sends messages to Telegram chats, and listens there while core can name faces. While no token is set, no message is taken: they
 * wait in the outbox. Thread-safe.
 */
@Component(service = EventSink.class, configurationPid = Settings.PID)
@Designate(ocd = TelegramConfig.class)
public final class TelegramSink implements EventSink {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Placeholders placeholders;
    private final InstantSource clock;
    private final Late<EventPictures> pictures = new Late<>();
    private final Late<FaceNaming> naming = new Late<>();
    private final Told told = new Told();
    private final Setup<Settings, Bot> setup = new Setup<>("Telegram", "token", Settings::read, this::bot);
    private Optional<Listener> listener = Optional.empty();
    private boolean leaving;

    /** What serves one set of settings. */
    private record Bot(Settings settings, BotApi api, Postman postman) {}

    @Activate
    public TelegramSink(
            @Reference Placeholders placeholders, @Reference InstantSource clock, Map<String, Object> properties) {
        this.placeholders = placeholders;
        this.clock = clock;
        modified(properties);
    }

    @Modified
    synchronized void modified(Map<String, Object> properties) {
        if (setup.apply(new Form(Settings.PID, properties, placeholders))) {
            listen();
        }
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

    @Reference(
            service = FaceNaming.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    synchronized void bindNaming(ComponentServiceObjects<FaceNaming> given) {
        naming.set(given);
        listen();
    }

    /** Returns when no call runs in it any more. */
    synchronized void unbindNaming(ComponentServiceObjects<FaceNaming> given) {
        if (naming.clear(given)) {
            listen();
        }
    }

    private Bot bot(Settings settings) {
        BotApi api = new BotApi(settings, TIMEOUT);
        PictureWait waiting = new PictureWait(pictures, clock);
        return new Bot(settings, api, new Postman(settings, api, told, waiting, clock));
    }

    /** Lets a listener run where there is a bot to listen and a service to tell, and ends the former. */
    private synchronized void listen() {
        listener.ifPresent(Listener::stop);
        listener = setup.serving()
                .filter(bot -> naming.isThere() && !leaving)
                .map(bot -> new Listener(bot.api(), new Conversation(bot.settings(), bot.api(), naming)));
        listener.ifPresent(Listener::start);
    }

    @Override
    public String name() {
        return "telegram";
    }

    @Override
    public void deliver(EventMessage message) throws SinkException, InterruptedException {
        setup.get().postman().deliver(message, new Wording(ZoneId.systemDefault()), naming.isThere());
    }

    @Override
    public Optional<String> complaint() {
        return setup.complaint();
    }

    @Deactivate
    synchronized void deactivate() {
        leaving = true;
        listen();
    }
}
