package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The API of a running program is what its OpenAPI description says, no less and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiIT {
    private static final String NO_EVENT = "00000000-0000-0000-0000-000000000000";
    /** Nobody rings and nobody is enrolled here. */
    private static final List<String> NOT_HERE = List.of("/clip.mp4", "{person}", "{picture}");

    private static final String STREAM = "text/event-stream";
    private static final Pattern SERVLET_PATTERNS =
            Pattern.compile("osgi\\.http\\.whiteboard\\.servlet\\.pattern = \\[?([^\\]\\n]*)");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Instance vedette;
    private Description description;
    private String event;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        vedette = new Instance(folder, "--camera", "front=" + TestData.path("videos/one-by-one-person-detection.mp4"))
                .start();
        description = new Description(get("/api/v1/openapi.json").body());
        await("an event with a picture").until(() -> {
            JsonNode events = Subscriber.json(get("/api/v1/events?group=event").body());
            event = events.path(0).path("event_id").asText(NO_EVENT);
            return get("/api/v1/events/" + event + "/snapshot.jpg").statusCode() == 200;
        });
        await("a live picture")
                .until(() -> get("/api/v1/cameras/front/live.jpg").statusCode() == 200);
    }

    @AfterAll
    void stop() {
        if (vedette != null) {
            vedette.close();
        }
    }

    @Test
    void everyServletIsDescribedAndEveryAddressServed() throws Exception {
        Set<String> patterns = new TreeSet<>();
        Matcher told = SERVLET_PATTERNS.matcher(vedette.shell("bundle:services -p"));
        while (told.find()) {
            patterns.addAll(Set.of(told.group(1).split(", ", -1)));
        }

        assertThat(patterns)
                .filteredOn(pattern -> description.paths().stream().noneMatch(path -> serves(pattern, path)))
                .as("patterns without a description; the page is none of the API")
                .containsExactly("/");
        assertThat(description.paths())
                .filteredOn(path -> patterns.stream().noneMatch(pattern -> serves(pattern, path)))
                .as("addresses that nobody serves")
                .isEmpty();
    }

    private static boolean serves(String pattern, String path) {
        return pattern.endsWith("/*")
                ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                : path.equals(pattern);
    }

    @Test
    void everyAddressAnswersAsItIsDescribed() throws Exception {
        for (var each : description.readable().entrySet()) {
            boolean socket = each.getValue().path("responses").has("101");
            if (NOT_HERE.stream().noneMatch(each.getKey()::contains)) {
                check(path(each.getKey(), "front", event), each.getValue(), socket ? 426 : 200, "Accept", "*/*");
            }
        }
        check("/health", description.readable().get("/health"), 200, "Accept", "text/html");
    }

    @Test
    void whatIsNotThereIsToldAsDescribed() throws Exception {
        for (var each : description.readable().entrySet()) {
            if (each.getKey().contains("{")) {
                check(path(each.getKey(), "none", NO_EVENT), each.getValue(), 404, "Accept", "*/*");
            }
        }
        check("/api/v1/events?limit=0", description.readable().get("/api/v1/events"), 400, "Accept", "*/*");
    }

    @Test
    void otherSitesAreRefusedEverywhereAsDescribed() throws Exception {
        for (var each : description.readable().entrySet()) {
            check(path(each.getKey(), "front", event), each.getValue(), 403, "Sec-Fetch-Site", "cross-site");
        }
    }

    private static String path(String described, String camera, String event) {
        return described
                .replace("{camera}", camera)
                .replace("{event}", event)
                .replace("{person}", "Nobody")
                .replace("{picture}", "0");
    }

    private void check(String path, JsonNode operation, int status, String header, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .header(header, value)
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(answer.statusCode()).as(path).isEqualTo(status);
            JsonNode said = description.response(operation, status);
            assertThat(said.isMissingNode()).as(path + " may answer " + status).isFalse();
            String type = answer.headers().firstValue("Content-Type").orElse("none");
            String mediaType = type.split(";", 2)[0];
            assertThat(said.path("content").has(mediaType))
                    .as(path + " may answer as " + type)
                    .isTrue();
            String text = mediaType.equals(STREAM) ? firstLine(body) : all(body);
            assertThat(text).as(path).isNotEmpty();
            assertThat(description.faults(said, mediaType, text)).as(path).isEmpty();
        }
    }

    private static String firstLine(InputStream body) throws IOException {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)).readLine();
    }

    private static String all(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + vedette.port() + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Vedette.get(vedette.port(), path, "*/*");
    }
}
