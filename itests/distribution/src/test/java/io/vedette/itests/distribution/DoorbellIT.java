package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.vedette.testkit.peer.RtspCamera;
import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the button to the message, on the program as it is shipped: presses, faces, alerts, and that a person can be forgotten. */
class DoorbellIT {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @TempDir
    private Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private Instance vedette;

    private HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refuses = down.get();
            if (!refuses) {
                posted.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                        + Subscriber.json(body).path("label").asText());
            }
            exchange.sendResponseHeaders(refuses ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + vedette.port() + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private int press() throws IOException, InterruptedException {
        String origin = "http://127.0.0.1:" + vedette.port();
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + "/api/v1/cameras/door/press"))
                .header("Origin", origin)
                .header(
                        "X-Vedette-Token",
                        Files.readString(vedette.home.resolve("data/token")).strip())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** The last message of each event, newest first. */
    private List<JsonNode> events() {
        try {
            List<JsonNode> all = new ArrayList<>();
            Subscriber.json(new String(get("/api/v1/events?group=event").body(), StandardCharsets.UTF_8))
                    .forEach(all::add);
            return all;
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private boolean named(String name) {
        return events().stream()
                .anyMatch(event -> event.path("face").path("name").asText().equals(name));
    }

    @Test
    void fromTheButtonToTheMessage() throws Exception {
        HttpServer receiver = receiver();
        try (RtspCamera camera =
                new RtspCamera(TestData.path("videos/doorbell_faces.mp4").toString())) {
            vedette = new Instance(folder)
                    .with("io.vedette.camera-door.cfg", "uri = " + camera.uri(), "labels = face")
                    .with("io.vedette.alert-all.cfg", "notify = webhook", "cooldown = 0 s")
                    .with(
                            "io.vedette.notify.webhook.cfg",
                            "url = http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook")
                    .start();
            Path images = TestData.path("images/faces").toAbsolutePath().normalize();
            await("enrolment").atMost(PATIENCE).until(() -> vedette.shell(
                            "vedette:faces enroll Obama " + images.resolve("obama_enrol.jpg"))
                    .contains("ok quality"));
            assertThat(vedette.shell("vedette:faces enroll Many " + images.resolve("group4_ccby.jpg")))
                    .contains("There are 4 faces");

            aPressHasItsPictureAndClipAndIsPostedOnceTheReceiverIsBack();

            await("somebody who is known").atMost(PATIENCE).until(() -> named("Obama"));
            assertThat(vedette.shell("vedette:faces remove Obama")).contains("Obama is removed");
            try (Stream<Path> files = Files.walk(vedette.home)) {
                assertThat(files.filter(Files::isRegularFile)
                                .filter(file -> !file.toString().endsWith(".part"))
                                .toList())
                        .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                                .doesNotContain("Obama"));
            }
        } finally {
            receiver.stop(0);
            if (vedette != null) {
                vedette.close();
            }
        }
    }

    private void aPressHasItsPictureAndClipAndIsPostedOnceTheReceiverIsBack() throws Exception {
        vedette.awaitOnline("door");
        down.set(true);
        assertThat(press()).isEqualTo(202);
        await("the press's end").atMost(PATIENCE).until(() -> events().stream()
                .anyMatch(event -> event.path("label").asText().equals("doorbell") && event.has("clip_url")));
        JsonNode rung = events().stream()
                .filter(event -> event.path("label").asText().equals("doorbell"))
                .findFirst()
                .orElseThrow();
        assertThat(rung.path("trigger").asText()).isEqualTo("http");
        byte[] picture = get(rung.path("image_url").asText()).body();
        assertThat(picture).startsWith(0xFF, 0xD8);
        HttpResponse<byte[]> clip = get(rung.path("clip_url").asText());
        assertThat(clip.statusCode()).isEqualTo(200);
        assertThat(new String(clip.body(), 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");

        down.set(false);
        String key = rung.path("event_id").asText() + ":1 doorbell";
        await("the message").atMost(PATIENCE).until(() -> posted.contains(key));
        assertThat(posted).doesNotHaveDuplicates();
    }
}
