package io.vedette.pipeline.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.vedette.api.Polygon;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.pipeline.lane.House;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.FrameworkUtil;

class CameraBookTest {

    private static final String DOOR = "io.vedette.camera~door";

    @TempDir
    Path root;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream usual = System.err;
    private House house;
    private CameraBook book;

    @BeforeEach
    void start() {
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        house = new House(root);
        book = new CameraBook(House.home(root), house.lanes);
    }

    @AfterEach
    void stop() {
        house.close();
        System.setErr(usual);
    }

    private void restart() {
        stop();
        start();
    }

    private void edit(String pid, String... keysAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        book.updated(pid, FrameworkUtil.asDictionary(properties));
    }

    private List<String> cameras() {
        return house.lanes.all().stream().map(CameraStatus::id).toList();
    }

    private List<String> complaints() {
        return told.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line ->
                        (line.contains("WARN") || line.contains("ERROR")) && !line.contains("there is no setting"))
                .toList();
    }

    @Test
    void addsACameraForAFile() {
        edit(DOOR, "uri", "rtsp://door/1", "transport", "udp", "preroll", "3 s");
        assertThat(cameras()).containsExactly("door");
        assertThat(house.hubs).hasSize(1);
        assertThat(house.hub("door").settings.uri()).isEqualTo("rtsp://door/1");
        assertThat(house.hub("door").settings.transport()).isEqualTo("udp");
        assertThat(house.hub("door").settings.preroll()).hasSeconds(3);
        assertThat(complaints()).isEmpty();
    }

    @Test
    void keepsTheLastGoodSettingsAfterABadEdit() {
        edit(DOOR, "uri", "rtsp://door/1");
        edit(DOOR, "uri", "rtsp://door/2", "detect.fps", "500");
        assertThat(cameras()).containsExactly("door");
        assertThat(house.hubs).hasSize(1);
        assertThat(house.hub("door").settings.uri()).isEqualTo("rtsp://door/1");
        assertThat(house.hub("door").closed).isFalse();
        edit(DOOR, "uri", "rtsp://door/2", "detect.fps", "5");
        assertThat(house.hub("door").settings.uri()).isEqualTo("rtsp://door/2");
    }

    @Test
    void tellsABadValueInOneLineWithPidKeyValueAndRange() {
        edit(DOOR, "uri", "rtsp://door/1", "detect.fps", "500");
        edit(DOOR, "uri", "rtsp://door/1");
        edit(DOOR, "uri", "rtsp://door/1", "enabled", "perhaps");
        assertThat(complaints()).hasSize(2);
        assertThat(complaints().get(0))
                .endsWith("io.vedette.camera~door: detect.fps = 500 is not a number from 0.2 to 30; "
                        + "the camera is not started");
        assertThat(complaints().get(1))
                .endsWith("io.vedette.camera~door: enabled = perhaps is not true or false; "
                        + "the last good settings stay in force");
    }

    @Test
    void startsWithTheLastGoodSettingsWhenTheFileIsBadAfterARestart() {
        edit(DOOR, "uri", "rtsp://door/1", "preroll", "7 s");
        edit(DOOR, "uri", "rtsp://door/2", "preroll", "70 s");
        restart();
        assertThat(cameras()).isEmpty();
        edit(DOOR, "uri", "rtsp://door/2", "preroll", "70 s");
        assertThat(cameras()).containsExactly("door");
        assertThat(house.hub("door").settings.uri()).isEqualTo("rtsp://door/1");
        assertThat(house.hub("door").settings.preroll()).hasSeconds(7);
    }

    @Test
    void doesNotStartACameraThatWasNeverGood() {
        edit(DOOR, "uri", "nonsense");
        assertThat(cameras()).isEmpty();
        assertThat(house.hubs).isEmpty();
    }

    @Test
    void bearsLastGoodSettingsThatNobodyCanRead() throws IOException {
        Files.createDirectories(root.resolve("data/cameras"));
        Files.writeString(root.resolve("data/cameras/door.properties"), "uri=\\u00zz");
        edit(DOOR, "uri", "nonsense");
        assertThat(cameras()).isEmpty();
        edit(DOOR, "uri", "demo:");
        assertThat(cameras()).containsExactly("door");
    }

    @Test
    void appliesAMaskWithoutReconnecting() {
        edit(DOOR, "uri", "rtsp://door/1");
        edit(DOOR, "uri", "rtsp://door/1", "motion.masks", "0,0;1,0;1,0.1");
        Polygon mask =
                new Polygon(List.of(new Polygon.Point(0, 0), new Polygon.Point(1, 0), new Polygon.Point(1, 0.1)));
        await().untilAsserted(() -> assertThat(house.motions).hasSize(2));
        assertThat(house.motions.get(0).masks()).isEmpty();
        assertThat(house.motions.get(1).masks()).containsExactly(mask);
        assertThat(house.hubs).hasSize(1);
        assertThat(house.hub("door").closed).isFalse();
    }

    @Test
    void appliesEverythingButTheAddressWithoutReconnecting() {
        edit(DOOR, "uri", "rtsp://door/1");
        edit(DOOR, "uri", "rtsp://door/1", "preroll", "20 s", "labels", "fox", "event.absence", "9 s", "detector", "x");
        assertThat(house.hub("door").preroll).hasSeconds(20);
        await().untilAsserted(() -> assertThat(house.events).anySatisfy(settings -> {
            assertThat(settings.labels()).containsExactly("fox");
            assertThat(settings.absence()).isEqualTo(Duration.ofSeconds(9));
        }));
        assertThat(house.hubs).hasSize(1);
        assertThat(house.motions).as("nothing about motion has changed").hasSize(1);
    }

    @Test
    void reconnectsForAnotherAddressOrTransport() {
        edit(DOOR, "uri", "rtsp://door/1");
        edit(DOOR, "uri", "rtsp://door/1", "transport", "udp");
        edit(DOOR, "uri", "rtsp://door/2", "transport", "udp");
        assertThat(house.hubs).extracting(hub -> hub.closed).containsExactly(true, true, false);
    }

    @Test
    void connectsToASubStreamBesideAndKeepsThePrerollOfWhatIsRecorded() {
        edit(DOOR, "uri", "rtsp://door/1", "detect.uri", "rtsp://door/2", "preroll", "7");
        assertThat(house.hubs)
                .extracting(hub -> hub.settings.name(), hub -> hub.settings.uri(), hub -> hub.preroll)
                .containsExactly(
                        tuple("door", "rtsp://door/2", Duration.ZERO),
                        tuple("door (recorded)", "rtsp://door/1", Duration.ofSeconds(7)));
        assertThat(house.hubs)
                .extracting(hub -> hub.settings.origin())
                .as("one time line")
                .containsOnly(house.hubs.get(0).settings.origin());
    }

    @Test
    void reconnectsOnlyTheStreamThatChanges() {
        edit(DOOR, "uri", "rtsp://door/1", "detect.uri", "rtsp://door/2");
        edit(DOOR, "uri", "rtsp://door/4k", "detect.uri", "rtsp://door/2", "preroll", "9");
        assertThat(house.hubs).extracting(hub -> hub.closed).containsExactly(false, true, false);
        edit(DOOR, "uri", "rtsp://door/4k", "detect.uri", "rtsp://door/3");
        assertThat(house.hubs).extracting(hub -> hub.closed).containsExactly(true, true, false, false);
        edit(DOOR, "uri", "rtsp://door/4k", "enabled", "false");
        assertThat(house.hubs).extracting(hub -> hub.closed).containsOnly(true);
    }

    @Test
    void analysesTheOnlyStreamThatIsLeftWithoutAnotherConnection() {
        edit(DOOR, "uri", "rtsp://door/1", "preroll", "9");
        edit(DOOR, "uri", "rtsp://door/4k", "detect.uri", "rtsp://door/1", "preroll", "9");
        edit(DOOR, "uri", "rtsp://door/1", "preroll", "9");
        assertThat(house.hubs).extracting(hub -> hub.closed).containsExactly(false, true);
        assertThat(house.hub("door").preroll).hasSeconds(9);
    }

    @Test
    void disconnectsACameraThatIsDisabledAndBringsItBack() {
        edit(DOOR, "uri", "rtsp://door/1", "enabled", "false");
        assertThat(cameras()).containsExactly("door");
        assertThat(house.hubs).isEmpty();
        edit(DOOR, "uri", "rtsp://door/1");
        assertThat(house.hubs).hasSize(1);
        edit(DOOR, "uri", "rtsp://door/1", "enabled", "false");
        assertThat(house.hub("door").closed).isTrue();
    }

    @Test
    void removesTheCameraOfADeletedFileAndTouchesNoOther() {
        edit(DOOR, "uri", "rtsp://door/1");
        edit("io.vedette.camera~yard", "uri", "rtsp://yard/1");
        book.deleted(DOOR);
        assertThat(cameras()).containsExactly("yard");
        await().until(() -> house.hub("door").closed);
        assertThat(house.hub("yard").closed).isFalse();
        await().untilAsserted(() -> assertThat(house.closedEvents).containsExactly("door"));
        assertThat(root.resolve("data/cameras/door.properties")).doesNotExist();
        restart();
        edit(DOOR, "uri", "nonsense");
        assertThat(cameras()).as("what was deleted does not come back").isEmpty();
    }

    @Test
    void removesACameraWhoseSettingsWereBadWhenItsFileWent() {
        edit(DOOR, "uri", "rtsp://door/1");
        edit(DOOR, "uri", "nonsense");
        book.deleted(DOOR);
        assertThat(cameras()).isEmpty();
    }

    @Test
    void ignoresTheDeletionOfWhatItNeverKnew() {
        book.deleted("io.vedette.camera~nobody");
        assertThat(cameras()).isEmpty();
    }

    @Test
    void takesTheIdFromTheFilesName() {
        edit(
                "io.vedette.camera.5d0a2c1e-9f1b-4b7e-8f0a-0f7d3c1b2a90",
                "uri",
                "demo:",
                "felix.fileinstall.filename",
                "file:/home/etc/io.vedette.camera-front-door.cfg");
        assertThat(cameras()).containsExactly("front-door");
        assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("there is no setting");
        book.deleted("io.vedette.camera.5d0a2c1e-9f1b-4b7e-8f0a-0f7d3c1b2a90");
        assertThat(cameras()).isEmpty();
    }

    @Test
    void followsAPidWhoseIdHasChanged() {
        edit("io.vedette.camera.1", "uri", "demo:", "id", "door");
        edit("io.vedette.camera.1", "uri", "demo:", "id", "yard");
        assertThat(cameras()).containsExactly("yard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Door", "front door", "../../outside", "/etc/outside", "a_b", "", "a.b", "d\u00f6r"})
    void refusesOtherIdsAndTouchesNoFileForThem(String id) throws IOException {
        Path outside = root.resolve("outside.properties");
        Files.writeString(outside, "uri=demo\\:");
        Files.createDirectories(root.resolve("data/cameras"));
        edit("io.vedette.camera~" + id, "uri", "demo:");
        edit("io.vedette.camera.1", "uri", "demo:", "id", id);
        assertThat(cameras()).isEmpty();
        assertThat(complaints()).hasSize(2).allMatch(line -> line.contains("1 to 40 of a-z, 0-9 and -"));
        book.deleted("io.vedette.camera~" + id);
        book.deleted("io.vedette.camera.1");
        assertThat(files()).containsExactly("outside.properties");
    }

    @Test
    void warnsOfAKeyThatItDoesNotKnow() {
        edit(DOOR, "uri", "demo:", "fps", "5", "service.pid", DOOR);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("there is no setting")
                .contains("io.vedette.camera~door: there is no setting fps; it is ignored");
        assertThat(cameras()).containsExactly("door");
    }

    @Test
    void keepsSecretsAsPlaceholdersForItsOwnerAlone() throws IOException {
        Files.createDirectories(root.resolve("etc/secrets"));
        Files.writeString(root.resolve("etc/secrets/door"), "hunter2\n");
        edit(DOOR, "uri", "rtsp://admin:$[secret:door]@door/1");
        assertThat(house.hub("door").settings.uri()).isEqualTo("rtsp://admin:hunter2@door/1");
        Path kept = root.resolve("data/cameras/door.properties");
        assertThat(kept).content().contains("$[secret\\:door]").doesNotContain("hunter2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        edit(DOOR, "uri", "rtsp://admin:$[secret:door]@door/1", "transport", "$[secret:door]");
        edit(DOOR, "uri", "rtps://admin:hunter2@door/1");
        assertThat(complaints()).hasSize(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void addsCamerasOfThisRunAndKeepsNothingOfThem() throws IOException {
        Path run = root.resolve("run.properties");
        Files.writeString(run, "porch=rtsp\\://porch/1\nbad\\ one=demo\\:\n");
        System.setProperty("vedette.cameras", run.toString());
        try {
            book = new CameraBook(House.home(root), house.lanes);
        } finally {
            System.clearProperty("vedette.cameras");
        }
        assertThat(cameras()).containsExactly("porch");
        assertThat(complaints()).singleElement().asString().contains("--camera bad one");
        assertThat(files()).containsExactly("run.properties");
    }

    @Test
    void letsTheStandInGoWhenSomebodyConfiguresACamera() throws IOException {
        standIn();
        assertThat(cameras()).containsExactly("demo");
        edit(DOOR, "uri", "nonsense");
        assertThat(cameras()).containsExactly("demo");
        edit(DOOR, "uri", "rtsp://door/1");
        assertThat(cameras()).containsExactly("door");
        book.deleted(DOOR);
        assertThat(cameras()).isEmpty();
    }

    @Test
    void keepsAConfiguredCameraOfTheStandInsName() throws IOException {
        standIn();
        edit("io.vedette.camera~demo", "uri", "rtsp://demo/1");
        edit(DOOR, "uri", "rtsp://door/1");
        assertThat(cameras()).containsExactlyInAnyOrder("demo", "door");
    }

    private void standIn() throws IOException {
        Path run = root.resolve("run.properties");
        Files.writeString(run, "demo=demo\\:\n");
        System.setProperty("vedette.cameras", run.toString());
        System.setProperty("vedette.cameras.stand-in", "demo");
        try {
            book = new CameraBook(House.home(root), house.lanes);
        } finally {
            System.clearProperty("vedette.cameras");
            System.clearProperty("vedette.cameras.stand-in");
        }
    }

    private List<String> files() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .map(Path::toString)
                    .forEach(names::add);
        }
        return names;
    }
}
