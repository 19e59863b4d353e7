package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rooms that come late or leave, and the end of the program while sinks fail. */
class OrchestrationIT {
    private static final List<String> CAMERAS = List.of("one", "two");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private ServerSocket deaf;
    private Instance vedette;

    @BeforeEach
    void start() throws Exception {
        // Takes connections and never answers, so that whoever tells it something hangs.
        deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        vedette = new Instance(folder)
                .with(
                        "io.vedette.notify.webhook.cfg",
                        "url = http://127.0.0.1:" + deaf.getLocalPort(),
                        "timeout = 60 s")
                .with("io.vedette.alert-all.cfg", "notify = webhook", "cooldown = 0 s")
                .with("io.vedette.camera-one.cfg", "uri = demo:")
                .with("io.vedette.camera-two.cfg", "uri = demo:")
                .start();
        awaitAllWell();
    }

    @AfterEach
    void stop() throws IOException {
        if (vedette != null) {
            vedette.close();
        }
        deaf.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + vedette.port() + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private List<String> rows(String status) throws IOException, InterruptedException {
        JsonNode checks = Subscriber.json(get("/health").body()).get("checks");
        return StreamSupport.stream(checks.spliterator(), false)
                .filter(each -> each.get("status").asText().equals(status))
                .map(each -> each.get("name").asText())
                .toList();
    }

    private void awaitAllWell() {
        await().untilAsserted(() -> {
            assertThat(get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(rows("ok")).contains("camera one", "camera two", "workers", "event log");
            assertThat(rows("critical")).isEmpty();
        });
    }

    private void awaitAVisit() {
        await().until(() -> !vedette.rows("select event_id from event_open").isEmpty());
    }

    private List<String> unended() throws Exception {
        return vedette.rows("select distinct event_id from event_message where event_id not in"
                + " (select event_id from event_message where type = 'end')");
    }

    /** Each of them takes what rests on it along, and brings it back. */
    @Test
    void aRoomThatLeavesAndComesBackLosesNoCameraAndNoEvent() throws Exception {
        for (String room : List.of("io.vedette.event", "io.vedette.store", "io.vedette.media", "io.vedette.pipeline")) {
            awaitAVisit();
            vedette.shell("bundle:restart " + room);
            awaitAllWell();
        }
        vedette.shell("bundle:stop io.vedette.event");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(rows("critical")).contains("cameras", "event log");
        assertThat(unended()).isEmpty();
        assertThat(vedette.rows("select event_id from event_open")).isEmpty();
        vedette.shell("bundle:start io.vedette.event");
        awaitAllWell();
        assertThat(vedette.logged("| ERROR |")).isZero();
        for (String camera : CAMERAS) {
            await().until(() -> vedette.count(camera, "looks_answered") > 0);
        }
    }

    @Test
    void endsInTimeWithEveryEventToldAlthoughASinkHangs() throws Exception {
        await().until(() -> !vedette.rows("select 1 from event_outbox where sink = 'webhook'")
                .isEmpty());
        awaitAVisit();
        long before = vedette.log().lines().count();
        vedette.stop();
        assertThat(vedette.rows("select event_id from event_open")).isEmpty();
        assertThat(unended()).isEmpty();
        assertThat(vedette.rows("select 1 from event_outbox where sink = 'webhook'"))
                .isNotEmpty();
        assertThat(vedette.log().lines().skip(before))
                .noneMatch(line -> line.contains("| WARN") || line.contains("| ERROR") || line.contains("AMQ"));
    }
}
