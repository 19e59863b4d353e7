package io.vedette.notify.email;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.SinkException;
import io.vedette.api.event.SinkRejectedException;
import io.vedette.notice.CountedWarning;
import io.vedette.notice.Redaction;
import io.vedette.notice.Told;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends each message to each recipient once, over one connection. A recipient that is refused does not keep the others from
 * theirs; one that fails is tried again when the message comes again. The sending is done on a thread of its own, as the library
 * knows no interrupts; when the caller is to leave, the connection is cut. Confined to core's thread of the sink.
 */
final class Postman {

    private final Settings settings;
    private final Told told;
    private final Duration patience;
    private final Redaction redaction;
    private final CountedWarning refusals = new CountedWarning("E-mail: a recipient is refused");

    /**
     * A postman.
     *
     * @param patience for each answer of the server; three times as much for a message
     */
    Postman(Settings settings, Told told, Duration patience) {
        this.settings = settings;
        this.told = told;
        this.patience = patience;
        this.redaction = settings.redaction();
    }

    /** Whether nobody misses a message. */
    boolean isDone(EventMessage message) {
        return missing(message).isEmpty();
    }

    private List<String> missing(EventMessage message) {
        return settings.to().stream().filter(each -> !told.has(message, each)).toList();
    }

    void deliver(EventMessage message, Letter letter) throws SinkException, InterruptedException {
        Line line = new Line(settings, patience);
        Round round = new Round(message, letter, line);
        FutureTask<Void> task = new FutureTask<>(round, null);
        Thread thread = new Thread(task, "vedette-notify-email");
        thread.setDaemon(true);
        // The library finds its parts by the thread's loader, and those are in this bundle.
        thread.setContextClassLoader(Postman.class.getClassLoader());
        thread.start();
        try {
            task.get(3 * patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("sending broke", e.getCause());
        } catch (TimeoutException e) {
            throw new SinkException(
                    settings.host() + " did not take the message within " + 3 * patience.toSeconds() + " s");
        } finally {
            line.cut();
        }
        round.judge();
    }

    /** One attempt for all who miss the message. Run by the sending thread, then judged by the caller. */
    private final class Round implements Runnable {
        private final EventMessage message;
        private final Letter letter;
        private final Line line;
        private final List<String> failed = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        Round(EventMessage message, Letter letter, Line line) {
            this.message = message;
            this.letter = letter;
            this.line = line;
        }

        @Override
        public void run() {
            try (line) {
                line.open();
                Session session = line.session();
                SMTPTransport transport = line.greet(session);
                Mail mail = new Mail(session, settings, letter);
                for (String each : missing(message)) {
                    if (!transport.isConnected()) {
                        failed.add(settings.host() + " hung up");
                        break;
                    }
                    send(transport, mail, each);
                }
                transport.close();
            } catch (MessagingException e) {
                (Refusals.isForEver(e) ? refused : failed).add(settings.host() + ": " + said(e));
            } catch (IOException e) {
                failed.add(
                        settings.host() + " cannot be reached: " + e.getClass().getSimpleName());
            }
        }

        private void send(SMTPTransport transport, Mail mail, String recipient) throws MessagingException {
            try {
                transport.sendMessage(mail, new Address[] {new InternetAddress(recipient)});
                told.add(message, recipient);
            } catch (MessagingException e) {
                // Which one, by its place: an address says who somebody is.
                String which = "recipient " + (settings.to().indexOf(recipient) + 1) + " of "
                        + settings.to().size() + ": " + said(e);
                (Refusals.isForEver(e) ? refused : failed).add(which);
            }
        }

        private String said(MessagingException failure) {
            Exception next = failure.getNextException();
            String words = String.valueOf(failure.getMessage()) + (next == null ? "" : " " + next.getMessage());
            return redaction.of(words);
        }

        void judge() throws SinkException {
            if (!failed.isEmpty()) {
                throw new SinkException(String.join("; ", failed));
            }
            if (!refused.isEmpty()) {
                if (settings.to().stream().noneMatch(each -> told.has(message, each))) {
                    throw new SinkRejectedException(String.join("; ", refused));
                }
                refusals.tell(String.join("; ", refused));
            }
        }
    }
}
