package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.RtspCamera;
import io.vedette.testkit.peer.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera's file is written, spoilt, mended and deleted while the camera runs. */
class SettingsIT {
    private static final String FILE = "io.vedette.camera-front-door.cfg";
    private static final String BAD = "io.vedette.camera~front-door: detect.fps = -3 is not a number from 0.2 to 30";

    @TempDir
    Path folder;

    private RtspCamera camera;
    private Instance vedette;
    private String uri;

    @BeforeEach
    void start() throws Exception {
        camera = new RtspCamera(
                TestData.path("videos/one-by-one-person-detection.mp4").toString());
        uri = "uri = " + camera.uri();
        vedette = new Instance(folder)
                .with("io.vedette.mqtt.broker.cfg", "enabled = false")
                .with(FILE, uri)
                .start();
        vedette.awaitOnline("front-door");
    }

    @AfterEach
    void stop() {
        if (vedette != null) {
            vedette.close();
        }
        if (camera != null) {
            camera.close();
        }
    }

    @Test
    void aMaskHoldsAtOnceAndDoesNotReconnect() throws Exception {
        JsonNode before = vedette.camera("front-door");
        vedette.with(FILE, uri, "motion.masks = 0,0;0.3,0;0.3,0.3");
        await().until(() -> vedette.logged("Camera front-door is changed") == 1);

        JsonNode after = vedette.camera("front-door");
        assertThat(after.get("since_utc")).isEqualTo(before.get("since_utc"));
        assertThat(after.at("/counters/packets_lost").asLong()).isZero();
    }

    @Test
    void aBadValueIsOneLineAndTheCameraGoesOnAlsoAfterARestart() throws Exception {
        JsonNode before = vedette.camera("front-door");
        int logged = vedette.log().length();
        vedette.with(FILE, uri, "detect.fps = -3");
        await().until(() -> vedette.logged(BAD) == 1);
        assertThat(vedette.camera("front-door").get("since_utc")).isEqualTo(before.get("since_utc"));
        assertThat(vedette.log().substring(logged)).contains(BAD).doesNotContain("Exception");

        vedette.stop();
        vedette.start();

        vedette.awaitOnline("front-door");
        assertThat(vedette.logged(BAD)).isEqualTo(2);
    }

    @Test
    void aDeletedFileRemovesItsCamera() throws Exception {
        Files.delete(vedette.home.resolve("etc").resolve(FILE));
        await().until(() -> vedette.logged("Camera front-door is removed") == 1);
        assertThat(vedette.camera("front-door").isMissingNode()).isTrue();
    }
}
