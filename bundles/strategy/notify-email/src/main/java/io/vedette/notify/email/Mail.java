package io.vedette.notify.email;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/**
 * One alert as a mail: text, and the picture below it where there is one. Its Message-ID follows from the event and the message's
 * number, so that a second copy is known as such. Confined to the sending thread.
 */
final class Mail extends MimeMessage {

    private final String id;

    Mail(Session session, Settings settings, Letter letter) throws MessagingException {
        super(session);
        String from = settings.from();
        this.id = "<vedette." + letter.key() + from.substring(from.lastIndexOf('@')) + ">";
        setFrom(new InternetAddress(from));
        for (String each : settings.to()) {
            addRecipient(RecipientType.TO, new InternetAddress(each));
        }
        setSubject(letter.subject().replaceAll("\\p{Cntrl}+", " "), StandardCharsets.UTF_8.name());
        setSentDate(Date.from(letter.at()));
        // RFC 3834: nobody's holiday answers to a machine.
        setHeader("Auto-Submitted", "auto-generated");
        if (letter.jpeg().isEmpty()) {
            setText(letter.text(), StandardCharsets.UTF_8.name());
        } else {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(letter.text(), StandardCharsets.UTF_8.name());
            MimeBodyPart picture = new MimeBodyPart();
            picture.setDataHandler(
                    new DataHandler(new ByteArrayDataSource(letter.jpeg().get(), "image/jpeg")));
            picture.setDisposition(INLINE);
            picture.setFileName("event.jpg");
            setContent(new MimeMultipart(text, picture));
        }
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
