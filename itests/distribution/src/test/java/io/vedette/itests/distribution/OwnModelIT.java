package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.RtspCamera;
import io.vedette.testkit.peer.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of the user's own serves a camera, and its file is deleted while the detector is exchanged. */
class OwnModelIT {
    private static final String DETECTOR = "io.vedette.detector.onnx";

    @TempDir
    Path folder;

    @Test
    void aModelThatIsDeletedDuringASwapCostsTheSwapAndNothingElse() throws Exception {
        try (RtspCamera camera = new RtspCamera(
                        TestData.path("videos/one-by-one-person-detection.mp4").toString());
                Instance vedette = new Instance(folder)
                        .with("io.vedette.mqtt.broker.cfg", "enabled = false")
                        .with(DETECTOR + ".cfg", "model = street")
                        .with("io.vedette.camera-front.cfg", "uri = " + camera.uri(), "labels = person")) {
            Path models = Files.createDirectories(vedette.home.resolve("models"));
            Path file = models.resolve("street.onnx");
            Files.copy(TestData.path("models/yolox_nano_416.onnx"), file);
            Files.writeString(
                    models.resolve("street.model.json"),
                    "{\"family\": \"yolox\", \"labels\": \"coco80\", \"options\": {\"order\": \"bgr\", \"pad\": \"114\"}}");
            Path next = new RaisedJar(DETECTOR, "0.2.0", "").drop(folder);
            vedette.start();
            await().until(() -> vedette.count("front", "looks_answered") > 20);
            await().until(() -> !vedette.rows(
                            "SELECT id FROM event_message WHERE json_extract(json, '$.label') = 'person'")
                    .isEmpty());

            JsonNode before = vedette.camera("front").get("counters");
            Path away = Files.move(file, folder.resolve("away.onnx"));
            assertThat(vedette.shell("vedette:swap " + next).trim())
                    .isEqualTo(DETECTOR + "/0.2.0 is refused: it is unavailable, because the model street is not there,"
                            + " or not whole; get one with: ./vedette models pull street");
            long answered = vedette.count("front", "looks_answered");
            await().until(() -> vedette.count("front", "looks_answered") > answered + 20);

            Files.move(away, file);
            assertThat(vedette.shell("vedette:swap " + next)).startsWith("onnx 0.1.0 → 0.2.0  gap 0 frames  dropped 0");
            JsonNode counters = vedette.camera("front").get("counters");
            for (String lost : new String[] {"looks_failed", "looks_unserved", "looks_expired", "packets_lost"}) {
                assertThat(counters.get(lost)).as(lost).isEqualTo(before.get(lost));
            }
        }
    }
}
