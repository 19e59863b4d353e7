package io.vedette.notify.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.api.event.EventMessage;
import io.vedette.api.event.SinkException;
import io.vedette.api.event.SinkRejectedException;
import io.vedette.notice.CountedWarning;
import io.vedette.notice.Notice;
import io.vedette.notice.PictureWait;
import io.vedette.notice.Told;
import io.vedette.notice.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings each message to each chat once. A chat that refuses does not keep the others from theirs; one that fails is tried again
 * when the message comes again. Confined to core's thread of the sink.
 */
final class Postman {

    /** Of what the API asks to wait, so much is granted. */
    private static final Duration MOST_WAIT = Duration.ofHours(1);

    private final Settings settings;
    private final BotApi api;
    private final Told told;
    private final PictureWait pictures;
    private final InstantSource clock;
    private final CountedWarning refusals = new CountedWarning("Telegram: a chat takes no messages");
    private Instant notBefore = Instant.MIN;

    Postman(Settings settings, BotApi api, Told told, PictureWait pictures, InstantSource clock) {
        this.settings = settings;
        this.api = api;
        this.told = told;
        this.pictures = pictures;
        this.clock = clock;
    }

    /**
     * Delivers one message.
     *
     * @param canName whether people can be asked who an unknown face is
     */
    void deliver(EventMessage message, Wording wording, boolean canName) throws SinkException, InterruptedException {
        Notice notice = Notice.of(message);
        List<String> missing = settings.chats().stream()
                .filter(chat -> !told.has(message, chat))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            throw new SinkException(
                    "Telegram asked to wait " + Duration.between(now, notBefore).toSeconds() + " s more");
        }
        Optional<ObjectNode> buttons =
                canName && notice.face().filter(Notice.Face::isUnknown).isPresent()
                        ? Optional.of(Buttons.of(message.eventId()))
                        : Optional.empty();
        Letter letter = new Letter(wording.text(notice), pictures.of(notice), buttons);
        deliver(message, letter, missing);
    }

    private record Letter(String text, Optional<byte[]> jpeg, Optional<ObjectNode> buttons) {}

    private void deliver(EventMessage message, Letter letter, List<String> missing)
            throws SinkException, InterruptedException {
        List<String> failed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String chat : missing) {
            try {
                send(chat, letter);
                told.add(message, chat);
            } catch (BotException e) {
                // Which chat, by its place: an id says who somebody is.
                String which = "chat " + (settings.chats().indexOf(chat) + 1) + " of "
                        + settings.chats().size() + ": " + e.getMessage();
                (e.isRefusal() ? refused : failed).add(which);
                Optional<Duration> wait = e.retryAfter();
                if (wait.isPresent()) {
                    Duration granted = wait.get().compareTo(MOST_WAIT) > 0 ? MOST_WAIT : wait.get();
                    notBefore = clock.instant().plus(granted);
                    break;
                }
            }
        }
        if (!failed.isEmpty()) {
            throw new SinkException(String.join("; ", failed));
        }
        if (!refused.isEmpty()) {
            if (settings.chats().stream().noneMatch(chat -> told.has(message, chat))) {
                throw new SinkRejectedException(String.join("; ", refused));
            }
            refusals.tell(String.join("; ", refused));
        }
    }

    private void send(String chat, Letter letter) throws BotException, InterruptedException {
        if (letter.jpeg().isPresent()) {
            try {
                api.sendPhoto(chat, letter.text(), letter.jpeg().get(), letter.buttons());
                return;
            } catch (BotException e) {
                if (!e.isRefusal()) {
                    throw e;
                }
                // It may be the picture that is refused.
            }
        }
        api.sendMessage(chat, letter.text(), letter.buttons(), 0);
    }
}
