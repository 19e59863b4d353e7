package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.Mosquitto;
import io.vedette.testkit.peer.RtspCamera;
import io.vedette.testkit.peer.TestData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real cameras, a real broker and a listener: what is seen of visits, and of a camera that goes away. */
class CamerasIT {
    @TempDir
    Path folder;

    private RtspCamera front;
    private RtspCamera yard;
    private Mosquitto broker;
    private Instance vedette;
    private Subscriber all;

    @BeforeEach
    void start() throws Exception {
        front = new RtspCamera(
                TestData.path("videos/one-by-one-person-detection.mp4").toString());
        yard = new RtspCamera(TestData.path("videos/car-detection.mp4").toString());
        broker = Mosquitto.start(folder);
        all = new Subscriber(broker.port(), "vedette/#", "-T", "vedette/cameras/+/snapshot/#");
        vedette = new Instance(folder, "--camera", "front=" + front.uri(), "--camera", "yard=" + yard.uri())
                .with("io.vedette.mqtt.cfg", "uri = tcp://127.0.0.1:" + broker.port())
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (vedette != null) {
            vedette.close();
        }
        if (all != null) {
            all.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (yard != null) {
            yard.close();
        }
        if (front != null) {
            front.close();
        }
    }

    @Test
    void visitsAreToldFromTheFirstSightToTheEnd() {
        await().until(() -> all.state("front").equals("online"));
        await().until(() -> all.types("front").containsAll(List.of("new", "update", "end")));

        await().untilAsserted(() -> {
            assertThat(all.last("vedette/available")).isEqualTo("online");
            assertThat(all.payloads("vedette/cameras/front/motion")).contains("ON", "OFF");
            assertThat(all.payloads("vedette/cameras/front/objects/person")).contains("0", "1");
        });
        JsonNode visit = all.events().stream()
                .filter(event -> event.get("stream_id").asText().equals("front"))
                .findFirst()
                .orElseThrow();
        assertThat(visit.get("label").asText()).isEqualTo("person");
        assertThat(visit.get("category").asText()).isEqualTo("human");
        assertThat(visit.at("/detector/model").asText()).isEqualTo("coco-yolox-nano");
    }

    @Test
    void aCameraThatGoesAwayComesBackAndTheOtherSeesNoGap() throws Exception {
        await().until(() ->
                all.state("front").equals("online") && all.state("yard").equals("online"));
        JsonNode before = vedette.camera("front");

        yard.close();
        await().until(() -> all.state("yard").equals("backoff"));
        yard.on();
        await().until(() -> all.state("yard").equals("online"));

        JsonNode after = vedette.camera("front");
        assertThat(after.get("since_utc")).isEqualTo(before.get("since_utc"));
        for (String lost : List.of("packets_lost", "packets_jumped", "packets_undecoded")) {
            assertThat(after.at("/counters/" + lost)).as(lost).isEqualTo(before.at("/counters/" + lost));
        }
        assertThat(after.at("/counters/packets").asLong())
                .isGreaterThan(before.at("/counters/packets").asLong());
    }
}
