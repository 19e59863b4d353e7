package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.vedette.itests.distribution.BotPeer.Mood;
import io.vedette.testkit.peer.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Being told while those who carry the message are away: the health page says so, and nothing is lost, doubled or out of order. */
class NotifyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "123456:ABC-DEF_hidden";
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @TempDir
    private Path folder;

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Instance vedette;
    private int botPort;
    private int mailPort;
    private int hookPort;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private void bot(String token) throws IOException {
        vedette.with(
                "io.vedette.notify.telegram.cfg", "token = " + token, "chat = 42", "api = http://127.0.0.1:" + botPort);
    }

    private void hook(String scheme) throws IOException {
        vedette.with("io.vedette.notify.webhook.cfg", "url = " + scheme + "://127.0.0.1:" + hookPort + "/hidden");
    }

    private void start() throws IOException {
        botPort = Ports.free();
        mailPort = Ports.free();
        hookPort = Ports.free();
        vedette = new Instance(folder)
                .with("io.vedette.camera-door.cfg", "uri = demo:", "event.cooldown = 0 s")
                .with(
                        "io.vedette.alert-ring.cfg",
                        "notify = telegram, webhook, email, pigeon",
                        "labels = doorbell",
                        "cooldown = 0 s")
                .with("io.vedette.alert-broken.cfg", "notify = telegram", "severity = loud")
                .with(
                        "io.vedette.notify.email.cfg",
                        "host = 127.0.0.1",
                        "port = " + mailPort,
                        "security = none",
                        "from = vedette@house.example",
                        "to = hidden@house.example");
        bot("");
        hook("ftp");
        open.add(vedette.start());
    }

    private String health(String accept) {
        try {
            return Vedette.get(vedette.port(), "/health", accept).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Status and detail of a row. */
    private String row(String name) {
        for (JsonNode each : Subscriber.json(health("application/json")).get("checks")) {
            if (each.get("name").asText().equals(name)) {
                return each.get("status").asText() + " " + each.get("detail").asText();
            }
        }
        return "no row";
    }

    private void awaitRow(String name, String... words) {
        await(name).atMost(PATIENCE).untilAsserted(() -> assertThat(row(name)).contains(words));
    }

    /** Rings in a second of its own, by which its messages are known. */
    private void press() throws Exception {
        Instant last = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        await().until(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS).isAfter(last));
        assertThat(Vedette.post(
                                vedette.port(),
                                vedette.home,
                                "/api/v1/cameras/door/press",
                                HttpRequest.BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(202);
    }

    /** First messages of all presses, oldest first. */
    private List<JsonNode> rings() throws Exception {
        List<JsonNode> rings = new ArrayList<>();
        for (JsonNode each :
                Subscriber.json(Vedette.get(vedette.port(), "/api/v1/events?limit=1000", "application/json")
                        .body())) {
            if (each.path("label").asText().equals("doorbell")
                    && each.path("type").asText().equals("new")) {
                rings.add(0, each);
            }
        }
        return rings;
    }

    private static List<String> seconds(List<String> messages) {
        return messages.stream()
                .map(TIME::matcher)
                .map(found -> found.find() ? found.group() : "no time")
                .toList();
    }

    private BotPeer startsBot() throws IOException {
        BotPeer bot = new BotPeer(
                botPort,
                TOKEN,
                List.of(
                        Mood.TAKES,
                        Mood.BREAKS,
                        Mood.ASKS_TO_WAIT,
                        Mood.HANGS_UP,
                        Mood.TAKES,
                        Mood.TAKES_SLOWLY,
                        Mood.ANSWERS_TWICE));
        open.add(bot);
        return bot;
    }

    private GreenMail startsMail() {
        GreenMail mail = new GreenMail(new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        open.add(mail::stop);
        return mail;
    }

    private void startsHook() throws IOException {
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), hookPort), 0);
        hook.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            posted.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hook.start();
        open.add(() -> hook.stop(0));
    }

    @Test
    void whatHappenedMeanwhileIsToldOnceAndInOrder() throws Exception {
        start();
        awaitRow("alert ring", "ok tells email, pigeon, telegram, webhook");
        awaitRow("alert broken", "warn", "io.vedette.alert~broken: severity = loud");
        awaitRow("sink pigeon", "warn", "no plug-in of this name is there");
        awaitRow("sink telegram", "warn", "io.vedette.notify.telegram: token is empty", "0 messages wait");
        awaitRow("sink webhook", "warn", "io.vedette.notify.webhook: url (not shown)", "0 messages wait");
        await("the camera").atMost(PATIENCE).untilAsserted(() -> assertThat(health("application/json"))
                .contains("\"online since"));
        press();
        awaitRow("sink telegram", "warn", "token is empty", "1 message waits");
        bot(TOKEN);
        hook("http");
        press();
        press();

        awaitRow("sink telegram", "warn takes nothing since", "127.0.0.1 cannot be reached", "3 messages wait");
        awaitRow("sink webhook", "warn takes nothing since", "127.0.0.1:" + hookPort, "3 messages wait");
        awaitRow("sink email", "warn takes nothing since", "127.0.0.1 cannot be reached", "3 messages wait");
        assertThat(Subscriber.json(health("application/json"))
                        .at("/queue_backlogs/telegram")
                        .asInt())
                .isEqualTo(3);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        Vedette.get(vedette.port(), "/metrics", "*/*").body())
                .contains("vedette_sink_failing{sink=\"telegram\"} 1.0", "vedette_sink_failing{sink=\"mqtt\"} 0.0"));

        tellsNoSecret();

        BotPeer bot = startsBot();
        GreenMail mail = startsMail();
        startsHook();
        for (String each : List.of("telegram", "webhook", "email")) {
            awaitRow("sink " + each, "ok 0 messages wait");
        }
        press();
        press();
        await("the last").atMost(PATIENCE).until(() -> bot.taken().size() >= 5 && posted.size() >= 5);
        assertThat(mail.waitForIncomingEmail(PATIENCE.toMillis(), 5)).isTrue();
        for (String each : List.of("telegram", "webhook", "email")) {
            awaitRow("sink " + each, "ok 0 messages wait");
        }
        isToldOnceAndInOrder(bot, mail);
        tellsNoSecret();
    }

    private void tellsNoSecret() throws IOException {
        assertThat(health("text/html") + health("application/json") + vedette.log())
                .doesNotContain(TOKEN)
                .doesNotContain("ABC-DEF")
                .doesNotContain("hidden");
    }

    private void isToldOnceAndInOrder(BotPeer bot, GreenMail mail) throws Exception {
        List<JsonNode> rings = rings();
        assertThat(rings).hasSize(5);
        assertThat(posted)
                .isEqualTo(rings.stream()
                        .map(ring -> ring.get("event_id").asText() + ":1")
                        .toList());
        List<String> seconds = rings.stream()
                .map(ring -> SECOND.format(
                        Instant.parse(ring.get("timestamp_utc").asText()).atZone(ZoneId.systemDefault())))
                .toList();
        assertThat(seconds(bot.taken())).isEqualTo(seconds);
        assertThat(seconds(Arrays.stream(mail.getReceivedMessages())
                        .map(GreenMailUtil::getBody)
                        .toList()))
                .isEqualTo(seconds);
        assertThat(bot.shown()).endsWith(Mood.ANSWERS_TWICE, Mood.TAKES);
    }
}
