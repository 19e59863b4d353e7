package io.vedette.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.SinkException;
import io.vedette.api.event.SinkRejectedException;
import io.vedette.notify.telegram.BotServer.Call;
import io.vedette.notify.telegram.BotServer.No;
import io.vedette.testkit.osgi.ServiceObjects;
import io.vedette.testkit.peer.Ports;
import io.vedette.testkit.peer.Printed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramSinkTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final UUID ID = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 1, 2, (byte) 0xff, (byte) 0xd9};
    private static final String JSON = "{\"stream_id\":\"front\",\"label\":\"person\","
            + "\"timestamp_utc\":\"2026-11-22T10:15:29.000Z\",\"face\":{\"name\":\"Änna\",\"list\":\"known\"},"
            + "\"alert\":{\"rule\":\"door\",\"severity\":\"warning\",\"text\":\"Who is it?\"}}";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private BotServer server;
    private TelegramSink sink;

    @BeforeEach
    void open() throws Exception {
        server = new BotServer();
    }

    @AfterEach
    void close() {
        if (sink != null) {
            sink.deactivate();
        }
        server.close();
    }

    private TelegramSink sink(String... settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("token", "$[secret:bot]");
        properties.put("chat", "42");
        properties.put("api", server.url());
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        sink = new TelegramSink(text -> text.replace("$[secret:bot]", BotServer.TOKEN), now::get, properties);
        return sink;
    }

    private static EventMessage message(int seq) {
        return new EventMessage(ID, seq, JSON);
    }

    @Test
    void sendsThePictureWithACaption() throws Exception {
        sink().bindPictures(ServiceObjects.of(id -> Optional.of(JPEG)));
        sink.deliver(message(1));
        Call call = server.sent().get(0);
        String text = new String(call.text().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        assertThat(call.method()).isEqualTo("sendPhoto");
        assertThat(call.isFor("42")).isTrue();
        assertThat(call.text()).contains("\r\n\r\n" + new String(JPEG, StandardCharsets.ISO_8859_1) + "\r\n--");
        assertThat(text)
                .contains("⚠️ Änna (known) at front\nWho is it?\nSeen: person\n2026-11-22 ")
                .contains("Rule: door (warning)")
                .doesNotContain("inline_keyboard");
    }

    @Test
    void sendsTheTextAloneWhereThereIsNoPicture() throws Exception {
        sink().deliver(message(1));
        assertThat(server.sent()).extracting(Call::method).containsExactly("sendMessage");
    }

    @Test
    void waitsForThePictureOfAYoungEvent() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        sink().bindPictures(
                        ServiceObjects.of(id -> looks.incrementAndGet() < 4 ? Optional.empty() : Optional.of(JPEG)));
        sink.deliver(message(1));
        assertThat(server.sent()).extracting(Call::method).containsExactly("sendPhoto");
    }

    @Test
    void waitsForNoPictureForLongAndForNoneOfAnOldEvent() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        sink().bindPictures(ServiceObjects.of(id -> {
            looks.incrementAndGet();
            return Optional.empty();
        }));
        long began = System.nanoTime();
        sink.deliver(message(1));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(looks.getAndSet(0)).isGreaterThan(2);
        now.set(NOW.plusSeconds(60));
        sink.deliver(message(2));
        assertThat(looks.get()).isEqualTo(1);
        assertThat(server.sent()).extracting(Call::method).containsExactly("sendMessage", "sendMessage");
    }

    @Test
    void givesEachChatItsMessageOnceThoughTheSecondFails() throws Exception {
        server.refuses(call -> call.isFor("43") ? No.error(502, "Bad Gateway") : null);
        sink("chat", "42, 43,-100, 42");
        assertThatThrownBy(() -> sink.deliver(message(1)))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessage("chat 2 of 3: sendMessage: 502 Bad Gateway");
        server.refuses(call -> null);
        sink.deliver(message(1));
        sink.deliver(message(1));
        assertThat(server.sent().stream().filter(call -> call.isFor("42"))).hasSize(1);
        assertThat(server.sent().stream().filter(call -> call.isFor("43"))).hasSize(2);
        assertThat(server.sent().stream().filter(call -> call.isFor("-100"))).hasSize(1);
        sink.deliver(message(2));
        assertThat(server.sent().stream().filter(call -> call.isFor("42"))).hasSize(2);
    }

    @Test
    void passesAChatOverThatRefusesAndRejectsWhereNobodyTakesIt() throws Exception {
        server.refuses(call -> call.isFor("42") ? No.error(403, "Forbidden: bot was blocked by the user") : null);
        sink("chat", "42,43").deliver(message(1));
        assertThat(server.sent().stream().filter(call -> call.isFor("43"))).hasSize(1);
        server.refuses(call -> No.error(400, "Bad Request: chat not found"));
        assertThatThrownBy(() -> sink.deliver(message(2)))
                .isInstanceOf(SinkRejectedException.class)
                .hasMessageContaining("chat 1 of 2: sendMessage: 400 Bad Request: chat not found");
        server.refuses(call -> null);
        // Sent again by people, out of the dead letters.
        sink.deliver(message(2));
        assertThat(server.sent().stream().filter(call -> call.isFor("42"))).hasSize(3);
    }

    @Test
    void triesTheTextAloneWhereThePictureIsRefused() throws Exception {
        server.refuses(call -> call.method().equals("sendPhoto") ? No.error(400, "IMAGE_PROCESS_FAILED") : null);
        sink().bindPictures(ServiceObjects.of(id -> Optional.of(JPEG)));
        sink.deliver(message(1));
        assertThat(server.sent()).extracting(Call::method).containsExactly("sendPhoto", "sendMessage");
    }

    @Test
    void waitsAsLongAsItIsAsked() throws Exception {
        server.refuses(
                call -> new No(
                        429,
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\",\"parameters\":{\"retry_after\":35}}"));
        sink("chat", "42,43");
        assertThatThrownBy(() -> sink.deliver(message(1))).hasMessageContaining("429");
        server.refuses(call -> null);
        now.set(NOW.plusSeconds(34));
        assertThatThrownBy(() -> sink.deliver(message(1)))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageContaining("wait 1 s more");
        assertThat(server.sent()).hasSize(1);
        now.set(NOW.plusSeconds(35));
        sink.deliver(message(1));
        assertThat(server.sent()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"500|oops", "200|", "200|{\"ok\":true", "200|[]", "404|<html>", "302|", "409|{\"error_code\":409}"
            })
    void comesAgainWhereTheAnswerIsNoneOfABotApi(int status, String body) {
        server.refuses(call -> new No(status, body == null ? "" : body));
        assertThatThrownBy(() -> sink().deliver(message(1))).isExactlyInstanceOf(SinkException.class);
    }

    @Test
    void comesAgainWhereTheTokenIsWrong() {
        assertThatThrownBy(() -> sink("token", "123456:WRONG").deliver(message(1)))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageContaining("401 Unauthorized");
    }

    @Test
    void rejectsBrokenJson() {
        assertThatThrownBy(() -> sink().deliver(new EventMessage(ID, 1, "{")))
                .isInstanceOf(SinkRejectedException.class);
    }

    @Test
    void cutsACaptionAtWhatTelegramTakes() {
        assertThat(BotApi.cut("x".repeat(1024), 1024)).hasSize(1024).doesNotContain("…");
        assertThat(BotApi.cut("x".repeat(1025), 1024)).hasSize(1024).endsWith("x…");
        assertThat(BotApi.cut("x".repeat(1022) + "🚨🚨", 1024)).isEqualTo("x".repeat(1022) + "…");
    }

    @Test
    void returnsAtOnceWhenItIsToLeave() throws Exception {
        server.hang();
        sink();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread core = new Thread(() -> thrown.set(catchThrowable(() -> sink.deliver(message(1)))));
        core.start();
        await().until(() -> !server.sent().isEmpty());
        core.interrupt();
        core.join(4000);
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsNobodyItsToken(boolean thereIsAServer) throws Exception {
        try (Printed printed = new Printed()) {
            server.refuses(call -> No.error(
                    call.method().equals("getUpdates") ? 500 : 400,
                    "who is " + BotServer.TOKEN + " at /bot" + BotServer.TOKEN + "/x, key ABC-DEF_secret"));
            sink("api", thereIsAServer ? server.url() : "http://127.0.0.1:" + Ports.free());
            sink.bindNaming(ServiceObjects.of((event, name, list) -> {}));
            Throwable thrown = catchThrowable(() -> sink.deliver(message(1)));
            assertThat(thrown).isInstanceOf(SinkException.class).hasNoCause();
            await().until(() -> printed.text().contains("answers cannot be fetched"));
            assertThat(printed.text() + thrown)
                    .doesNotContain("ABC-DEF")
                    .doesNotContain("Änna")
                    .contains("127.0.0.1, 1 chat");
        }
    }

    @Test
    void keepsMessagesWaitingWhileItIsOff() throws Exception {
        sink("token", "");
        assertThatThrownBy(() -> sink.deliver(message(1)))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageContaining("io.vedette.notify.telegram: token is empty");
        assertThat(sink.complaint()).hasValueSatisfying(text -> assertThat(text).contains("token is empty"));
        sink.modified(Map.of("token", BotServer.TOKEN, "chat", "42", "api", server.url()));
        sink.deliver(message(1));
        assertThat(server.sent()).hasSize(1);
        assertThat(sink.complaint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token|hidden|BotFather",
                "chat|''|1 to 20 chats",
                "chat|my friends|an id such as",
                "chat|1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21|1 to 20 chats",
                "api|ftp://x|http://host",
                "api|http://user:hidden@x|without user",
                "api|hidden host|http://host"
            })
    void tellsABadSettingAndKeepsTheLastGoodOnes(String key, String value, String range) throws Exception {
        try (Printed printed = new Printed()) {
            sink();
            Map<String, Object> bad =
                    new HashMap<>(Map.of("token", BotServer.TOKEN, "chat", "77", "api", server.url()));
            bad.put(key, value);
            sink.modified(bad);
            sink.deliver(message(1));
            assertThat(server.sent().get(0).isFor("42")).isTrue();
            assertThat(sink.complaint())
                    .hasValueSatisfying(
                            text -> assertThat(text).contains(key, range).doesNotContain("hidden"));
            assertThat(printed.text())
                    .contains("io.vedette.notify.telegram: " + key, range, "former settings stay")
                    .doesNotContain("hidden");
        }
    }
}
