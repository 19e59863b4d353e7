package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.vedette.testkit.peer.Ports;
import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser: what it shows, who may use it, and that it lives through an exchange of its bundle. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String PICTURE_IS_DRAWN =
            "document.querySelector('[data-camera=front] .stage-note')?.hidden === true";
    private static final String EVENT_HAS_PICTURE =
            "[...document.querySelectorAll('#event-list img')].some(i => !i.hidden && i.naturalWidth > 100)";
    private static final Pattern LOOKS_ANSWERED =
            Pattern.compile("vedette_camera_looks_total\\{camera=\"front\",fate=\"answered\"\\} [1-9]");
    private static final String IS_LIVE = "document.querySelector('#link').textContent === 'live'";

    private Path folder;
    private Instance vedette;
    private Browser browser;
    private String page;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        TestData.need(Browser.executable().isPresent(), "no Chromium");
        folder = temporary;
        vedette = new Instance(
                        folder,
                        "--camera",
                        "front=" + TestData.path("videos/one-by-one-person-detection.mp4"),
                        "--camera",
                        "garden=rtsp://someone:s3cret@127.0.0.1:1/none")
                .start();
        vedette.awaitOnline("front");
        page = "http://127.0.0.1:" + vedette.port() + "/";
        browser = Browser.start(folder);
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (vedette != null) {
            vedette.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"light,false,1440,1000", "dark,true,1440,1000", "phone,false,390,844", "phone-dark,true,390,844"})
    void showsCamerasEventsDetectorsAndHealth(String name, boolean dark, int widthPx, int heightPx) throws IOException {
        Browser.Tab tab = browser.open(page, dark, widthPx, heightPx);
        tab.until("a live picture", PICTURE_IS_DRAWN);
        tab.until("a picture that is not one colour", colours("[data-camera=front] canvas") + " > 50");
        tab.until(
                "the camera that is away",
                "document.querySelector('[data-camera=garden] .pill').textContent === 'backoff'");
        tab.until("the detector", "document.querySelector('#detector-list').textContent.includes('coco-yolox-nano')");
        tab.until("health", "document.querySelector('#health-list').textContent.includes('camera garden')");
        tab.until("an event", "document.querySelectorAll('#event-list li').length > 0");
        tab.value("document.querySelector('#event-list').scrollIntoView()");
        tab.until("an event's picture", EVENT_HAS_PICTURE);
        tab.value("scrollTo(0, 0)");
        tab.screenshot(SCREENSHOTS.resolve(name + ".png"));

        assertThat(tab.value("document.body.textContent").asText()).doesNotContain("s3cret");
        assertThat(tab.value("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as("nothing is cut off")
                .isTrue();
        assertThat(tab.value(script("pale.js")).toString())
                .as("text that is hard to read")
                .isEqualTo("[]");
        assertThat(tab.value(script("nameless.js")).toString())
                .as("what a screen reader cannot name")
                .isEqualTo("[]");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void drawsABoxAroundWhoIsThere() throws IOException {
        Browser.Tab tab = browser.open(page, false, 1440, 1000);

        tab.until(
                "a person",
                "/person/.test(document.querySelector('[data-camera=front] canvas').getAttribute('aria-label'))");
        tab.until("the count", "document.querySelector('[data-camera=front] .objects').textContent === '1 person'");
    }

    @Test
    void theLifeOfAnEventOpensAndClosesByKeyboard() throws IOException {
        Browser.Tab tab = browser.open(page, true, 1440, 1000);
        tab.until("an event that is over", "document.querySelector('#event-list li:not(.open)') !== null");
        tab.value("document.querySelector('#event-list li:not(.open) button').focus()");
        tab.press("Enter");
        tab.until("its life", "document.querySelector('#life[open] tbody')?.textContent.includes('end') === true");
        tab.until("its picture", "document.querySelector('#life img')?.naturalWidth > 100");
        tab.screenshot(SCREENSHOTS.resolve("life.png"));
        assertThat(tab.value("document.querySelector('#life').textContent").asText())
                .contains("coco-yolox-nano", "new");
        tab.press("Escape");

        tab.until("closed", "!document.querySelector('#life').open");
        assertThat(tab.value("document.activeElement.closest('#event-list') !== null")
                        .asBoolean())
                .as("the reader is back where it was")
                .isTrue();
    }

    @Test
    void everythingIsReachedByTabAndSeenToBe() throws IOException {
        Browser.Tab tab = browser.open(page, false, 1440, 1000);
        tab.until("a live picture", PICTURE_IS_DRAWN);
        tab.press("Tab");
        assertThat(tab.value("document.activeElement.className").asText()).isEqualTo("skip");
        int stations = 0;
        for (tab.press("Tab");
                !tab.value("document.activeElement === document.body").asBoolean() && stations < 40;
                stations++) {
            assertThat(tab.value("getComputedStyle(document.activeElement).outlineStyle")
                            .asText())
                    .as(tab.value("document.activeElement.outerHTML.slice(0, 80)")
                            .asText())
                    .isIn("solid", "auto");
            tab.press("Tab");
        }
        assertThat(stations).as("links, switches, events").isGreaterThan(10);
    }

    @Test
    void aSwitchOfThePageIsTurned() throws IOException {
        Browser.Tab tab = browser.open(page, false, 1440, 1000);
        String snapshots = "[...document.querySelectorAll('[data-camera=garden] [role=switch]')].at(-1)";
        tab.until("the switch", snapshots + "?.getAttribute('aria-checked') === 'true'");
        tab.value(snapshots + ".click()");

        tab.until("it is off", snapshots + ".getAttribute('aria-checked') === 'false'");
        await().until(() -> get("/api/v1/cameras/garden").body().contains("\"snapshots\":false"));
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void liesDownWhileItsBundleIsExchangedAndComesBackByItself() throws Exception {
        Browser.Tab tab = browser.open(page, false, 1440, 1000);
        tab.until("a live picture", PICTURE_IS_DRAWN);
        tab.value("window.mark = 1");
        vedette.shell("bundle:stop io.vedette.web");
        tab.until("it says so", "document.querySelector('#link').textContent === 'reconnecting'");
        tab.screenshot(SCREENSHOTS.resolve("reconnecting.png"));
        vedette.shell("bundle:start io.vedette.web");

        tab.until("it is back", IS_LIVE);
        tab.value("document.querySelector('[data-camera=front] canvas').width = 0");
        tab.until("pictures, too", colours("[data-camera=front] canvas") + " > 50");
        assertThat(tab.value("window.mark").asInt())
                .as("the page was not loaded anew")
                .isEqualTo(1);
    }

    @Test
    void otherSitesAreRefused() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] body = "<!doctype html><title>evil</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            Browser.Tab tab =
                    browser.open("http://evil.example:" + other.getAddress().getPort() + "/", false, 800, 600);
            tab.until("the other site", "document.title === 'evil'");
            String detect = page + "api/v1/cameras/front/switches/detect";
            tab.value(
                    "fetch('" + detect + "', {method: 'POST', mode: 'no-cors', body: '{\"on\":false}'}).catch(e => 0)");
            assertThat(tab.value("fetch('" + detect
                                    + "', {method: 'PUT', body: '{\"on\":false}'}).then(r => r.status, e => 'refused')")
                            .asText())
                    .isEqualTo("refused");
            assertThat(tab.value("fetch('" + page + "').then(r => r.text(), e => 'refused')")
                            .asText())
                    .isEqualTo("refused");
            assertThat(tab.value(
                                    "new Promise(d => { const i = new Image(); i.onload = () => d('seen'); i.onerror = () => d('refused');"
                                            + " i.src = '" + page + "api/v1/cameras/front/live.jpg'; })")
                            .asText())
                    .isEqualTo("refused");
        } finally {
            other.stop(0);
        }
        assertThat(get("/api/v1/cameras/front").body()).contains("\"detect\":true");
    }

    @Test
    void aReboundNameIsRefused() throws IOException {
        Browser.Tab tab = browser.open("http://evil.example:" + vedette.port() + "/", false, 800, 600);

        tab.until("a refusal", "document.body.textContent.includes('no name of this machine')");
        tab.ask("Page.navigate", Map.of("url", "http://evil.example:" + vedette.port() + "/api/v1/cameras"));
        tab.until(
                "another",
                "location.pathname === '/api/v1/cameras' && document.body.textContent.includes('\"status\":403')");
    }

    @Test
    void theApiTellsErrorsAsProblems() throws Exception {
        for (String path : new String[] {
            "/nowhere",
            "/api/v1/cameras/none",
            "/api/v1/cameras/none/live.jpg",
            "/api/v1/events/x",
            "/page/none.js",
            "/api/v1/events/00000000-0000-0000-0000-000000000000/snapshot.jpg"
        }) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).as(path).hasValue("application/problem+json");
        }
        assertThat(get("/api/v1/cameras/front/live.jpg?width=7").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/events?group=colour").statusCode()).isEqualTo(400);
        HttpResponse<String> garden = get("/api/v1/cameras/garden/live.jpg");
        assertThat(garden.statusCode()).isEqualTo(503);
        HttpResponse<String> root = get("/");
        assertThat(root.headers().firstValue("Content-Security-Policy").orElse(""))
                .doesNotContain("unsafe")
                .contains("default-src 'none'");
        assertThat(root.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    }

    @Test
    void prometheusIsToldTheFigures() throws Exception {
        await("looks")
                .until(() -> LOOKS_ANSWERED.matcher(get("/metrics").body()).find());
        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .contains(
                        "vedette_camera_up{camera=\"front\"} 1.0",
                        "vedette_camera_up{camera=\"garden\"} 0.0",
                        "vedette_outbox_messages{sink=\"mqtt\"}",
                        "vedette_frames_in_use",
                        "jvm_memory_used_bytes{area=\"heap\"}")
                .doesNotContain("s3cret");
    }

    @Test
    void withoutAModelThePageSaysSoAndNamesTheCommand() throws Exception {
        int port = Ports.free();
        Path bare = Files.createDirectories(folder.resolve("bare"));
        try (Vedette without = Vedette.start(
                bare,
                Map.of(),
                "run",
                "--home",
                bare.resolve("home").toString(),
                "--port",
                String.valueOf(port),
                "--camera",
                "front=" + TestData.path("videos/one-by-one-person-detection.mp4"))) {
            without.awaitLive(port);
            await("a live picture")
                    .until(() -> Vedette.get(port, "/api/v1/cameras/front/live.jpg", "*/*")
                                    .statusCode()
                            == 200);
            Browser.Tab tab = browser.open("http://127.0.0.1:" + port + "/", false, 1440, 1000);

            tab.until("it says so", "document.querySelector('#notes').textContent.includes('./vedette models pull')");
            tab.until("something that moves", "document.querySelector('#event-list').textContent.includes('moving')");
            tab.screenshot(SCREENSHOTS.resolve("no-model.png"));
            assertThat(tab.complaints()).isEmpty();
            without.terminate();
            assertThat(without.waitFor(Duration.ofSeconds(30)))
                    .as("stops while it is watched")
                    .isTrue();
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Vedette.get(vedette.port(), path, "*/*");
    }

    /** How many colours a canvas shows, of some hundred points. */
    private static String colours(String canvas) {
        return "(() => { const c = document.querySelector('" + canvas
                + "'); if (!c?.width) return 0; const s = new Set();"
                + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                + " for (let i = 0; i < d.length; i += 4 * 997) s.add(d[i] * 65536 + d[i + 1] * 256 + d[i + 2]); return s.size; })()";
    }

    private static String script(String name) throws IOException {
        try (var in = PageIT.class.getResourceAsStream("/page/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
