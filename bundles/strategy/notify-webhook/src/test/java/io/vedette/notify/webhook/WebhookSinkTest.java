package io.vedette.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.SinkException;
import io.vedette.api.event.SinkRejectedException;
import io.vedette.testkit.osgi.ServiceObjects;
import io.vedette.testkit.peer.Ports;
import io.vedette.testkit.peer.Printed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSinkTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final UUID ID = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
    private static final String JSON = "{\"schema\":1,\"label\":\"person\",\"confidence\":0.9100,"
            + "\"timestamp_utc\":\"2026-11-22T10:15:29.000Z\",\"alert\":{\"rule\":\"door\",\"severity\":\"warning\"}}";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private WebhookSink sink(String... settings) {
        Map<String, Object> properties = new HashMap<>(Map.of("url", receiver.url("/hook")));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new WebhookSink(text -> text.replace("$[secret:key]", "opensesame"), now::get, properties);
    }

    private static EventMessage message() {
        return new EventMessage(ID, 4, JSON);
    }

    @Test
    void postsTheEventAsItIsAndSignsIt() throws Exception {
        sink("secret", "$[secret:key]", "headers", "Authorization: Bearer abc; X-House: north")
                .deliver(message());
        Receiver.Post post = receiver.posts().get(0);
        assertThat(post.method() + " " + post.target()).isEqualTo("POST /hook");
        assertThat(post.body()).isEqualTo(JSON);
        assertThat(post.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(post.headers().getFirst("Idempotency-Key")).isEqualTo(ID + ":4");
        assertThat(post.headers().getFirst("Authorization")).isEqualTo("Bearer abc");
        assertThat(post.headers().getFirst("X-House")).isEqualTo("north");
        String timestamp = post.headers().getFirst("X-Vedette-Timestamp");
        assertThat(timestamp).isEqualTo(String.valueOf(NOW.getEpochSecond()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("opensesame".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        StringBuilder hex = new StringBuilder();
        for (byte each : mac.doFinal((timestamp + "." + post.body()).getBytes(StandardCharsets.UTF_8))) {
            hex.append(String.format("%02x", each & 0xff));
        }
        assertThat(post.headers().getFirst("X-Vedette-Signature")).isEqualTo("sha256=" + hex);
    }

    @Test
    void signsNothingWithoutASecret() throws Exception {
        sink().deliver(message());
        assertThat(receiver.posts().get(0).headers()).doesNotContainKey("X-vedette-signature");
    }

    /** {@code printf '1700000000.{}' | openssl dgst -sha256 -hmac key}. */
    @Test
    void makesTheSignatureThatOpensslMakes() {
        assertThat(Signature.of("key", 1700000000L, "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("sha256=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
    }

    @Test
    void sendsThePictureWhereItIsWantedAndThere() throws Exception {
        WebhookSink sink = sink("picture", "true");
        sink.deliver(message());
        sink.bindPictures(
                ServiceObjects.of(id -> ID.equals(id) ? Optional.of(new byte[] {1, 2, 3}) : Optional.empty()));
        sink.deliver(message());
        assertThat(receiver.posts().get(0).body()).isEqualTo(JSON);
        String image = "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
        assertThat(receiver.posts().get(1).body())
                .isEqualTo(JSON.substring(0, JSON.length() - 1) + ",\"image\":\"" + image + "\"}");
        sink.deliver(new EventMessage(ID, 5, "{ }"));
        assertThat(receiver.posts().get(2).body()).isEqualTo("{\"image\":\"" + image + "\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void takesEveryYes(int status) {
        receiver.will(Receiver.status(status, status == 204 ? "" : "{\"ok\":true}"));
        assertThatCode(() -> sink().deliver(message())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void comesAgainWhereItMayHelp(int status) {
        receiver.will(Receiver.status(status, "later"));
        assertThatThrownBy(() -> sink().deliver(message()))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessage(receiver.url("") + " answered " + status + ": later");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 410, 413, 422})
    void isRejectedWhereItNeverHelps(int status) {
        receiver.will(Receiver.status(status, "x".repeat(5000), "Location", "https://elsewhere.example/token-in-path"));
        assertThatThrownBy(() -> sink().deliver(message()))
                .isInstanceOf(SinkRejectedException.class)
                .hasMessageStartingWith(receiver.url("") + " answered " + status + ": " + "x".repeat(200))
                .hasMessageNotContaining("x".repeat(201))
                .hasMessageNotContaining("token-in-path");
        assertThat(receiver.posts()).hasSize(1);
    }

    @Test
    void waitsAsLongAsItWasAsked() throws Exception {
        WebhookSink sink = sink();
        receiver.will(Receiver.status(429, "", "Retry-After", "20"));
        assertThatThrownBy(() -> sink.deliver(message())).hasMessageContaining("429");
        receiver.will(Receiver.status(200, ""));
        now.set(NOW.plusSeconds(19));
        assertThatThrownBy(() -> sink.deliver(message()))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageContaining("asked to wait 1 s more");
        assertThat(receiver.posts()).hasSize(1);
        now.set(NOW.plusSeconds(20));
        sink.deliver(message());
        assertThat(receiver.posts()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "999999999, 300",
        "'Sun, 22 Nov 2026 10:16:00 GMT', 30",
        "'Sun, 22 Nov 2026 23:00:00 GMT', 300",
        "'Sun, 22 Nov 2020 23:00:00 GMT', 0",
        "tomorrow, 0",
        "-5, 0"
    })
    void grantsWaitsWithinReason(String retryAfter, long seconds) throws Exception {
        WebhookSink sink = sink();
        receiver.will(Receiver.status(503, "", "Retry-After", retryAfter));
        assertThatThrownBy(() -> sink.deliver(message())).hasMessageContaining("503");
        receiver.will(Receiver.status(200, ""));
        if (seconds > 0) {
            now.set(NOW.plusSeconds(seconds - 1));
            assertThatThrownBy(() -> sink.deliver(message())).hasMessageContaining("asked to wait 1 s");
        }
        now.set(NOW.plusSeconds(seconds));
        sink.deliver(message());
    }

    @Test
    void givesUpAFailingMessageOfYesterday() throws Exception {
        receiver.will(Receiver.status(500, "no"));
        WebhookSink sink = sink("give-up", "1 h");
        now.set(NOW.plusSeconds(3598));
        assertThatThrownBy(() -> sink.deliver(message())).isExactlyInstanceOf(SinkException.class);
        now.set(NOW.plusSeconds(3602));
        assertThatThrownBy(() -> sink.deliver(message()))
                .isInstanceOf(SinkRejectedException.class)
                .hasMessageContaining("answered 500");
        assertThatThrownBy(() -> sink("give-up", "0").deliver(message())).isExactlyInstanceOf(SinkException.class);
        receiver.will(Receiver.status(200, ""));
        sink.deliver(message());
    }

    @Test
    void comesAgainWhereNobodyListens() throws Exception {
        String nobody = "http://127.0.0.1:" + Ports.free();
        assertThatThrownBy(() -> sink("url", nobody + "/hook").deliver(message()))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageStartingWith(nobody + " cannot be reached")
                .hasMessageNotContaining("/hook");
    }

    @Test
    void comesAgainWhereTheHostIsUnknown() {
        assertThatThrownBy(() -> sink("url", "http://nobody.invalid/x", "timeout", "60 s")
                        .deliver(message()))
                .isExactlyInstanceOf(SinkException.class);
    }

    @Test
    void comesAgainWhereTheAnswerTakesTooLong() {
        receiver.will(receiver.hangs());
        assertThatThrownBy(() -> sink("timeout", "1 s").deliver(message()))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageContaining("within 1 s");
    }

    @Test
    void waitsForNothingBehindAYes() throws Exception {
        Receiver.Manner half = Receiver.halfWay(200);
        receiver.will(exchange -> {
            half.answer(exchange);
            receiver.hangs().answer(exchange);
        });
        sink("timeout", "3 s").deliver(message());
    }

    @Test
    void comesAgainWhereTheAnswerBreaksHalfWay() {
        receiver.will(Receiver.halfWay(500));
        assertThatThrownBy(() -> sink().deliver(message())).isExactlyInstanceOf(SinkException.class);
        receiver.will(exchange -> {});
        assertThatThrownBy(() -> sink().deliver(message())).isExactlyInstanceOf(SinkException.class);
    }

    @Test
    void givesTheSameKeyToADuplicate() throws Exception {
        WebhookSink sink = sink();
        sink.deliver(message());
        sink.deliver(message());
        assertThat(receiver.posts())
                .extracting(post -> post.headers().getFirst("Idempotency-Key"))
                .containsExactly(ID + ":4", ID + ":4");
    }

    @Test
    void rejectsBrokenJson() {
        assertThatThrownBy(() -> sink().deliver(new EventMessage(ID, 1, "{\"schema\":")))
                .isInstanceOf(SinkRejectedException.class);
        assertThat(receiver.posts()).isEmpty();
    }

    @Test
    void returnsAtOnceWhenItIsToLeave() throws Exception {
        receiver.will(receiver.hangs());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        WebhookSink sink = sink("timeout", "60 s");
        Thread core = new Thread(() -> thrown.set(catchThrowable(() -> sink.deliver(message()))));
        core.start();
        await().until(() -> !receiver.posts().isEmpty());
        core.interrupt();
        core.join(4000);
        assertThat(core.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void keepsMessagesWaitingWhileItIsOff() throws Exception {
        WebhookSink sink = sink("url", "");
        assertThatThrownBy(() -> sink.deliver(message()))
                .isExactlyInstanceOf(SinkException.class)
                .hasMessageContaining("io.vedette.notify.webhook: url is empty");
        assertThat(sink.complaint()).hasValueSatisfying(text -> assertThat(text).contains("url is empty"));
        sink.modified(Map.of("url", receiver.url("/late")));
        sink.deliver(message());
        assertThat(receiver.posts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url|ftp://x/hidden|http://host",
                "url|http://user:hidden@host/|without user",
                "url|http:///hidden|http://host",
                "url|not a hidden url|http://host",
                "timeout|0 s|1 s to 60 s",
                "timeout|61 s|1 s to 60 s",
                "headers|hidden|Name: value",
                "headers|Host: hidden|Name: value",
                "headers|X-Vedette-Signature: hidden|Name: value",
                "headers|Bad Name: hidden|Name: value",
                "picture|maybe|true or false",
                "give-up|31 d|0 to 30 d"
            })
    void tellsABadSettingOnceAndKeepsTheLastGoodOnes(String key, String value, String range) throws Exception {
        try (Printed printed = new Printed()) {
            WebhookSink sink = sink();
            Map<String, Object> bad = new HashMap<>(Map.of("url", receiver.url("/other")));
            bad.put(key, value);
            sink.modified(bad);
            sink.deliver(message());
            assertThat(printed.text())
                    .contains("io.vedette.notify.webhook: " + key, range, "former settings stay")
                    .doesNotContain("hidden");
            assertThat(receiver.posts().get(0).target()).isEqualTo("/hook");
            assertThat(sink.complaint())
                    .hasValueSatisfying(
                            text -> assertThat(text).contains(key, range).doesNotContain("hidden"));
            assertThatThrownBy(() -> sink(key, value).deliver(message()))
                    .isExactlyInstanceOf(SinkException.class)
                    .hasMessageContaining(range)
                    .hasMessageNotContaining("hidden");
        }
    }

    @Test
    void tellsNobodyItsSecrets() {
        try (Printed printed = new Printed()) {
            receiver.will(Receiver.status(
                    400, "what is opensesame, abcdef0123 and /hook/T0KEN?key=queryKey (T0KEN, queryKey)"));
            WebhookSink sink = sink(
                    "secret", "opensesame",
                    "headers", "Authorization: Bearer abcdef0123",
                    "url", receiver.url("/hook/T0KEN?key=queryKey"));
            Throwable thrown = catchThrowable(() -> sink.deliver(message()));
            assertThat(thrown).hasMessageContaining("400").hasNoCause();
            assertThat(printed.text() + thrown)
                    .contains("127.0.0.1")
                    .doesNotContain("opensesame")
                    .doesNotContain("abcdef0123")
                    .doesNotContain("T0KEN")
                    .doesNotContain("queryKey");
        }
    }

    @Test
    void givesUpWaitingForAnAnswerThatNeverEnds() {
        receiver.will(exchange -> {
            exchange.sendResponseHeaders(400, 0);
            byte[] more = new byte[8192];
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(more);
            }
        });
        long began = System.nanoTime();
        assertThatThrownBy(() -> sink().deliver(message())).isInstanceOf(SinkRejectedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }
}
