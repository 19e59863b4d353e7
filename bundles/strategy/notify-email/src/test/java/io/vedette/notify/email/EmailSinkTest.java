package io.vedette.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.SinkException;
import io.vedette.api.event.SinkRejectedException;
import io.vedette.testkit.peer.Ports;
import io.vedette.testkit.peer.Printed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from what a mail server says. */
class EmailSinkTest {

    private static final EventMessage MESSAGE = new EventMessage(new UUID(1, 2), 1, "{\"label\":\"cat\"}");

    private ScriptedSmtp server;

    @BeforeEach
    void open() throws Exception {
        server = new ScriptedSmtp();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private EmailSink sink(String... settings) {
        return sink(Duration.ofSeconds(20), settings);
    }

    private EmailSink sink(Duration patience, String... settings) {
        return new EmailSink(text -> text, InstantSource.system(), patience, properties(settings));
    }

    private Map<String, Object> properties(String... settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("host", "127.0.0.1");
        properties.put("port", String.valueOf(server.port()));
        properties.put("security", "none");
        properties.put("from", "vedette@house.example");
        properties.put("to", "anna@house.example");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return properties;
    }

    private long mails() {
        return server.heard().stream().filter("END"::equals).count();
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 busy",
        "MAIL, 451 later",
        "RCPT, 450 greylisted",
        "DATA, 452 full",
        "END, 421 going down",
        "AUTH, 454 no login now",
        "AUTH, 535 wrong password",
        "MAIL, 530 login first",
        "GREETING, hang up",
        "MAIL, hang up",
        "END, hang up",
        "GREETING, hang",
        "END, hang",
        "GREETING, 554 not you",
        "GREETING, what is this"
    })
    void comesAgainWhereItMayHelp(String at, String reply) throws Exception {
        server.says(at, reply);
        Duration patience = Duration.ofSeconds(reply.equals(ScriptedSmtp.HANG) ? 2 : 20);
        EmailSink sink = sink(patience, "user", "anna", "password", "opensesame");
        assertThatThrownBy(() -> sink.deliver(MESSAGE)).isExactlyInstanceOf(SinkException.class);
        server.says("GREETING", "220 here");
        server.says("AUTH", "235 in")
                .says("MAIL", "250 ok")
                .says("RCPT", "250 ok")
                .says("DATA", "354 go");
        server.says("END", "250 taken");
        sink.deliver(MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 550 no such sender", "RCPT, 550 5.1.1 no such user", "DATA, 554 no", "END, 552 too large"})
    void isRejectedWhereItNeverHelps(String at, String reply) {
        server.says(at, reply);
        assertThatThrownBy(() -> sink().deliver(MESSAGE))
                .isInstanceOf(SinkRejectedException.class)
                .hasMessageContaining(reply.substring(0, 3))
                .hasNoCause();
    }

    @Test
    void bringsTheOthersTheirsWhereOneFails() throws Exception {
        server.says("RCPT TO:<berta", "451 later");
        EmailSink sink = sink("to", "anna@house.example,berta@house.example,carl@house.example");
        assertThatThrownBy(() -> sink.deliver(MESSAGE))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageContaining("recipient 2 of 3")
                .hasMessageNotContaining("berta");
        assertThat(mails()).isEqualTo(2);
        server.says("RCPT TO:<berta", "250 ok");
        sink.deliver(MESSAGE);
        assertThat(mails()).isEqualTo(3);
    }

    @Test
    void passesOverWhoIsRefusedWhereOthersHaveIt() throws Exception {
        server.says("RCPT TO:<anna", "550 <anna@house.example> no such user");
        try (Printed printed = new Printed()) {
            sink("to", "anna@house.example,berta@house.example").deliver(MESSAGE);
            assertThat(mails()).isEqualTo(1);
            assertThat(printed.text()).contains("recipient is refused").doesNotContain("anna@");
        }
    }

    @Test
    void comesAgainForTheOthersWhereOneRefusalEndsTheTalk() {
        server.says("RCPT TO:<anna", "550 no").says("RSET", ScriptedSmtp.HANG_UP);
        assertThatThrownBy(() ->
                        sink("to", "anna@house.example,berta@house.example").deliver(MESSAGE))
                .isExactlyInstanceOf(SinkException.class);
    }

    @ParameterizedTest
    @CsvSource({"starttls", "tls"})
    void sendsNothingInTheClearWhereItShallBeSecret(String security) {
        EmailSink sink = sink("security", security, "user", "anna", "password", "opensesame");
        assertThatThrownBy(() -> sink.deliver(MESSAGE)).isExactlyInstanceOf(SinkException.class);
        assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @Test
    void beginsTlsAndLogsInOnlyThenAndTrustsNobodyElse(@TempDir Path folder) throws Exception {
        SSLContext ours = Certificates.context(Certificates.store(folder, "ours", "ip:127.0.0.1"));
        SSLContext elsewhere = Certificates.context(Certificates.store(folder, "elsewhere", "dns:other.example"));
        SSLContext before = SSLContext.getDefault();
        EmailSink sink = sink("security", "starttls", "user", "anna", "password", "opensesame");
        try {
            SSLContext.setDefault(ours);
            server.offersTls(ours);
            sink.deliver(MESSAGE);
            assertThat(server.heard()).contains("TLS");
            assertThat(server.heard().subList(0, server.heard().indexOf("TLS")))
                    .noneMatch(line -> line.startsWith("AUTH"));
            server.heard().clear();
            server.offersTls(elsewhere);
            EventMessage next = new EventMessage(new UUID(1, 2), 2, "{}");
            assertThatThrownBy(() -> sink.deliver(next)).isExactlyInstanceOf(SinkException.class);
            SSLContext.setDefault(elsewhere);
            assertThatThrownBy(() -> sink.deliver(next)).isExactlyInstanceOf(SinkException.class);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void comesAgainWhereNobodyListens() throws Exception {
        assertThatThrownBy(() -> sink("port", String.valueOf(Ports.free())).deliver(MESSAGE))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageContaining("127.0.0.1 cannot be reached");
        assertThatThrownBy(() -> sink("host", "nobody.invalid").deliver(MESSAGE))
                .isExactlyInstanceOf(SinkException.class);
    }

    @Test
    void returnsAtOnceWhenItIsToLeave() throws Exception {
        server.says("END", ScriptedSmtp.HANG);
        EmailSink sink = new EmailSink(text -> text, InstantSource.system(), properties());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread core = new Thread(() -> thrown.set(catchThrowable(() -> sink.deliver(MESSAGE))));
        core.start();
        await().until(() -> mails() == 1);
        core.interrupt();
        core.join(4000);
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("vedette-notify-email")));
    }

    @Test
    void tellsNobodyItsPassword() {
        String plain = Base64.getEncoder().encodeToString("\0berta\0opensesame".getBytes(StandardCharsets.UTF_8));
        server.says("AUTH", "535 not " + plain + ", not opensesame");
        try (Printed printed = new Printed()) {
            EmailSink sink = sink("user", "berta", "password", "opensesame");
            Throwable thrown = catchThrowable(() -> sink.deliver(MESSAGE));
            assertThat(thrown).isExactlyInstanceOf(SinkException.class).hasNoCause();
            assertThat(printed.text() + thrown).doesNotContain("opensesame").doesNotContain(plain);
        }
    }

    @Test
    void keepsMessagesWaitingWhileItIsOff() throws Exception {
        EmailSink sink = sink("host", "");
        assertThatThrownBy(() -> sink.deliver(MESSAGE))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageContaining("io.vedette.notify.email: host is empty");
        assertThat(sink.complaint()).hasValueSatisfying(text -> assertThat(text).contains("host is empty"));
        sink.modified(properties());
        sink.deliver(MESSAGE);
        assertThat(mails()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host|not a host|name or number",
                "port|0|1 to 65535",
                "port|70000|1 to 65535",
                "security|ssl|starttls, tls or none",
                "password|hidden|where user is",
                "from|me|an address",
                "from|A <a@b.c>|an address",
                "to|''|1 to 20 addresses",
                "to|anna@x.y; berta@x.y|an address",
                "to|a b@x.y|an address"
            })
    void tellsABadSettingAndKeepsTheLastGoodOnes(String key, String value, String range) throws Exception {
        try (Printed printed = new Printed()) {
            EmailSink sink = sink();
            sink.modified(properties("to", "other@house.example", key, value));
            sink.deliver(MESSAGE);
            assertThat(server.heard()).anyMatch(line -> line.startsWith("RCPT TO:<anna@house.example>"));
            assertThat(sink.complaint())
                    .hasValueSatisfying(
                            text -> assertThat(text).contains(key, range).doesNotContain("hidden"));
            assertThat(printed.text())
                    .contains("io.vedette.notify.email: " + key, range, "former settings stay")
                    .doesNotContain("hidden");
        }
    }
}
