package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.Mosquitto;
import io.vedette.testkit.peer.RtspCamera;
import io.vedette.testkit.peer.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No event is lost: neither with the broker nor with the program itself nor with its MQTT bundle away. */
class DurabilityIT {
    private static final long OUTAGE_S = 20;
    private static final String LOG = "select event_id, seq from event_message order by id";

    @TempDir
    Path folder;

    private RtspCamera front;
    private Mosquitto broker;
    private Instance vedette;
    private Subscriber watcher;

    @BeforeEach
    void start() throws Exception {
        front = new RtspCamera(
                TestData.path("videos/one-by-one-person-detection.mp4").toString());
        broker = Mosquitto.start(folder);
        watcher = new Subscriber(broker.port(), "vedette/events", "-c", "-i", "watcher", "-q", "1");
        vedette = new Instance(folder)
                .with("io.vedette.mqtt.cfg", "uri = tcp://127.0.0.1:" + broker.port())
                .with("io.vedette.camera-front.cfg", "uri = " + front.uri())
                .start();
        await().until(this::aVisitIsOpen);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (vedette != null) {
            vedette.close();
        }
        if (watcher != null) {
            watcher.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (front != null) {
            front.close();
        }
    }

    private boolean aVisitIsOpen() throws Exception {
        return !vedette.rows("select event_id from event_open").isEmpty();
    }

    /** First occurrences in the order in which they came. */
    private List<String> received() {
        return watcher.events().stream()
                .map(event ->
                        event.get("event_id").asText() + " " + event.get("seq").asText())
                .distinct()
                .toList();
    }

    private void awaitAllOfTheLog() {
        await().untilAsserted(() -> {
            watcher.stay();
            List<String> log = vedette.rows(LOG);
            assertThat(log).isNotEmpty();
            assertThat(received()).isEqualTo(log);
        });
    }

    @Test
    void aBrokerThatIsAwayDuringAVisitGetsEveryEventAfterwards() throws Exception {
        int before = received().size();
        broker.kill();
        // The outage itself is what is tested: nothing ends it but time.
        assertThat(new CountDownLatch(1).await(OUTAGE_S, TimeUnit.SECONDS)).isFalse();
        broker.restart();

        awaitAllOfTheLog();
        assertThat(received()).hasSizeGreaterThan(before);
    }

    @Test
    void aKilledProgramEndsWhatWasOpenInItsNextTerm() throws Exception {
        vedette.kill();
        assertThat(vedette.rows("pragma integrity_check")).containsExactly("ok");
        List<String> open = vedette.rows("select event_id from event_open");
        List<String> epoch = vedette.rows("select * from event_epoch");
        assertThat(open).hasSize(1);

        vedette.start();

        await().untilAsserted(() -> assertThat(vedette.rows(
                        "select type from event_message where event_id = '" + open.get(0) + "' order by id"))
                .last()
                .isEqualTo("end"));
        await().untilAsserted(() ->
                assertThat(vedette.rows("select * from event_epoch")).isNotEqualTo(epoch));
        assertThat(epoch).containsExactly("front 1");
        assertThat(vedette.rows("select * from event_epoch")).containsExactly("front 2");
        awaitAllOfTheLog();
        assertThat(watcher.events().stream().map(event -> event.get("epoch").asLong()))
                .isSorted();
    }

    @Test
    void theMqttBundleIsUpdatedInPlaceWithoutLoss() throws Exception {
        Path jar;
        try (Stream<Path> files = Files.walk(Vedette.SCRIPT.resolveSibling("system/io/vedette/edge/io.vedette.mqtt"))) {
            jar = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
        for (int i = 1; i <= 4; i++) {
            assertThat(vedette.shell("bundle:update io.vedette.mqtt file:" + jar))
                    .isEmpty();
            long connected = i + 1L;
            await().until(() -> vedette.logged("MQTT: connected") >= connected);
        }
        int visits = watcher.events().size();
        await().until(() -> watcher.events().size() > visits);
        awaitAllOfTheLog();
        JsonNode last = watcher.events().get(watcher.events().size() - 1);
        assertThat(last.get("schema").asInt()).isEqualTo(1);
    }
}
