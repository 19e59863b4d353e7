package io.vedette.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vedette.api.event.EventMessage;
import io.vedette.api.event.SinkException;
import io.vedette.api.event.SinkRejectedException;
import io.vedette.testkit.osgi.ServiceObjects;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives at a real mail server. */
class MailTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final UUID ID = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 1, 2, (byte) 0xff, (byte) 0xd9};
    private static final String JSON = "{\"stream_id\":\"front\",\"label\":\"person\","
            + "\"timestamp_utc\":\"2026-11-22T10:15:29.000Z\",\"face\":{\"name\":\"Änna\\r\\nBcc: x@y.z\",\"list\":\"known\"},"
            + "\"alert\":{\"rule\":\"door\",\"severity\":\"warning\",\"text\":\"Who is it?\\n.\\nend\"}}";

    private GreenMail server;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private EmailSink sink(String... settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("host", "127.0.0.1");
        properties.put("port", server.getSmtp().getPort());
        properties.put("security", "none");
        properties.put("from", "vedette@house.example");
        properties.put("to", "anna@house.example");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new EmailSink(text -> text.replace("$[secret:mail]", "opensesame"), () -> NOW, properties);
    }

    private static EventMessage message(int seq) {
        return new EventMessage(ID, seq, JSON);
    }

    @Test
    void bringsTextAndPicture() throws Exception {
        EmailSink sink = sink();
        sink.bindPictures(ServiceObjects.of(id -> Optional.of(JPEG)));
        sink.deliver(message(4));
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getMessageID()).isEqualTo("<vedette." + ID + ".4@house.example>");
        assertThat(mail.getSubject()).isEqualTo("⚠️ Änna Bcc: x@y.z (known) at front");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getFrom()[0]).hasToString("vedette@house.example");
        assertThat(mail.getSentDate()).isEqualTo(java.util.Date.from(NOW));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("Who is it?")
                .contains("\n.\r\nend")
                .contains("Seen: person")
                .contains("Rule: door (warning)");
        Part picture = parts.getBodyPart(1);
        assertThat(picture.isMimeType("image/jpeg")).isTrue();
        assertThat(picture.getDisposition()).isEqualTo(Part.INLINE);
        assertThat(picture.getInputStream().readAllBytes()).isEqualTo(JPEG);
    }

    @Test
    void bringsTheTextAloneWhereThereIsNoPicture() throws Exception {
        sink().deliver(message(1));
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.isMimeType("text/plain")).isTrue();
        assertThat(mail.getContent().toString()).contains("Who is it?");
    }

    @Test
    void givesEachRecipientOneCopyAndADuplicateNone() throws Exception {
        EmailSink sink = sink("to", "anna@house.example, berta@house.example,anna@house.example");
        sink.deliver(message(1));
        sink.deliver(message(1));
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID());
        assertThat(Arrays.stream(mails[0].getAllRecipients()).map(Object::toString))
                .containsExactly("anna@house.example", "berta@house.example");
        sink.deliver(message(2));
        assertThat(server.getReceivedMessages()).hasSize(4);
    }

    @Test
    void logsInWithTheSecret() throws Exception {
        server.setUser("anna@house.example", "anna", "opensesame");
        sink("user", "anna", "password", "$[secret:mail]").deliver(message(1));
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThatThrownBy(() -> sink("user", "anna", "password", "not-that").deliver(message(2)))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageContaining("535");
    }

    @Test
    void rejectsBrokenJson() {
        assertThatThrownBy(() -> sink().deliver(new EventMessage(ID, 1, "nothing")))
                .isInstanceOf(SinkRejectedException.class);
    }
}
