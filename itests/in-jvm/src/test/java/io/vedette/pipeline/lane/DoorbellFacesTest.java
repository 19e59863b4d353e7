package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.api.face.FaceList;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.store.Home;
import io.vedette.detector.onnx.OnnxObjects;
import io.vedette.event.ToldEvents;
import io.vedette.face.FaceRoom;
import io.vedette.face.TestGallery;
import io.vedette.face.onnx.OnnxFaces;
import io.vedette.media.ffmpeg.FfmpegDecoder;
import io.vedette.media.ffmpeg.FfmpegSource;
import io.vedette.media.ffmpeg.JpegEncoder;
import io.vedette.media.hub.TestHubs;
import io.vedette.media.picture.PooledFrames;
import io.vedette.media.picture.SwsScaler;
import io.vedette.model.PresentModels;
import io.vedette.motion.difference.DifferenceMotion;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.expert.FaceDesk;
import io.vedette.pipeline.expert.TestExperts;
import io.vedette.pipeline.expert.TestHome;
import io.vedette.pipeline.gate.LevelWish;
import io.vedette.store.SqliteDatabase;
import io.vedette.testkit.peer.TestData;
import io.vedette.tracker.bytetrack.ByteTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The doorbell clip through all real parts: each visitor's face is one event, under the right name and list. */
class DoorbellFacesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private final PooledFrames frames = new PooledFrames();
    private final SwsScaler scaler = new SwsScaler();
    private PresentModels models;
    private ExpertRegistry experts;
    private SqliteDatabase database;
    private FaceRoom gallery;

    @BeforeEach
    void enrol() throws Exception {
        Path images = TestData.path("images/faces");
        Home home = new TestHome(folder, Optional.of(TestData.path("models")));
        models = new PresentModels(home);
        experts = TestExperts.with(
                new ExpertRegistry(home),
                new FfmpegDecoder(),
                new DifferenceMotion(),
                new ByteTracker(),
                new OnnxFaces(models, Map.of()));
        database = new SqliteDatabase(home, InstantSource.system());
        FaceDesk looks = new FaceDesk(experts, scaler);
        gallery = TestGallery.with(database, home, frames, looks, new JpegEncoder());
        await().until(() -> !looks.embeddingModel().isEmpty());
        gallery.enrol("Obama", Optional.empty(), Files.readAllBytes(images.resolve("obama_enrol.jpg")));
        gallery.enrol("Biden", Optional.of(FaceList.KNOWN), Files.readAllBytes(images.resolve("biden_enrol.jpg")));
        gallery.enrol("Hopper", Optional.of(FaceList.BLOCKED), Files.readAllBytes(images.resolve("grace_hopper.bmp")));
    }

    @AfterEach
    void close() {
        if (gallery != null) {
            gallery.close();
            database.close();
        }
        if (experts != null) {
            TestExperts.stop(experts);
        }
    }

    /** The last message of each event, in the order of their beginnings. */
    private List<JsonNode> events(CameraSettings settings) throws Exception {
        ToldEvents told = new ToldEvents();
        Following.Tools tools = new Following.Tools(
                TestHubs.with(new FfmpegSource()), experts, frames, scaler, told, () -> Optional.of(gallery));
        try (Following run = new Following(settings, tools)) {
            await().atMost(LONGEST).until(() -> {
                run.tick();
                return run.over();
            });
        }
        Map<String, JsonNode> last = new LinkedHashMap<>();
        for (String line : told.lines()) {
            JsonNode event = JSON.readTree(line);
            last.put(event.path("event_id").asText(), event);
        }
        return new ArrayList<>(last.values());
    }

    private static String words(JsonNode event) {
        JsonNode face = event.path("face");
        long second = Instant.parse(event.path("started_utc").asText()).getEpochSecond();
        String name = face.path("name").isNull() ? "-" : face.path("name").asText();
        return second + " " + event.path("label").asText() + " "
                + face.path("list").asText() + " " + name;
    }

    @ParameterizedTest
    @EnumSource(
            value = LevelWish.class,
            names = {"KEY_FRAMES", "FULL"})
    void eachFaceIsOneEventWithItsNameAndList(LevelWish level) throws Exception {
        CameraSettings settings = CameraSettings.of(
                        "door", TestData.path("videos/doorbell_faces.mp4").toString())
                .withLevel(level)
                .withLabels(Set.of("face"));
        List<String> words =
                events(settings).stream().map(DoorbellFacesTest::words).toList();
        assertThat(words)
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).matches("(10|11) face known Obama"),
                        each -> assertThat(each).matches("(26|27) face known Biden"),
                        each -> assertThat(each).matches("(42|43) face unknown -"),
                        each -> assertThat(each).matches("(57|58) face blocked Hopper"),
                        each -> assertThat(each).matches("(67|68) face known Obama"),
                        each -> assertThat(each).matches("(67|68) face unknown -"));
        await().until(() -> gallery.strangers().size() == 2);
    }

    @Test
    void peopleCarryTheirFaces() throws Exception {
        TestExperts.add(experts, new OnnxObjects(models, Map.of()));
        CameraSettings settings = CameraSettings.of(
                        "door", TestData.path("videos/doorbell_faces.mp4").toString())
                .withLabels(Set.of("person", "face"));
        await().until(() -> experts.detectors()
                        .promising(settings.withLabels(Set.of("person")).wish())
                && experts.candidates().stream().noneMatch(each -> each.state() == Candidate.State.LOADING));
        List<String> words =
                events(settings).stream().map(DoorbellFacesTest::words).toList();
        assertThat(words)
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).matches("(10|11) person known Obama"),
                        each -> assertThat(each).matches("(26|27) person known Biden"),
                        each -> assertThat(each).matches("(42|43) person unknown -"),
                        each -> assertThat(each).matches("(57|58) person blocked Hopper"),
                        each -> assertThat(each).matches("(67|68) person known Obama"),
                        each -> assertThat(each).matches("(67|68) person unknown -"));
    }

    @Test
    void anotherDayOtherPeopleStandOnOtherLists() throws Exception {
        Path images = TestData.path("images/faces");
        gallery.remove("Hopper");
        gallery.move("Biden", FaceList.BLOCKED);
        gallery.enrol("Collins", Optional.empty(), Files.readAllBytes(images.resolve("collins_astronaut.png")));
        Path clip = VisitorsClip.draw(
                folder.resolve("visitors.mp4"),
                40,
                new VisitorsClip.Visitor(images.resolve("grace_hopper.bmp"), 6, 12, 150),
                new VisitorsClip.Visitor(images.resolve("biden_2.jpg"), 17, 23, 120),
                new VisitorsClip.Visitor(images.resolve("collins_astronaut.png"), 28, 35, 20),
                new VisitorsClip.Visitor(images.resolve("obama_2.jpg"), 29, 36, 360));
        CameraSettings settings = CameraSettings.of("door", clip.toString()).withLabels(Set.of("face"));
        List<String> words =
                events(settings).stream().map(DoorbellFacesTest::words).toList();
        assertThat(words)
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).matches("(6|7) face unknown -"),
                        each -> assertThat(each).matches("(17|18) face blocked Biden"),
                        each -> assertThat(each).matches("(28|29) face known Collins"),
                        each -> assertThat(each).matches("(29|30) face known Obama"));
    }
}
