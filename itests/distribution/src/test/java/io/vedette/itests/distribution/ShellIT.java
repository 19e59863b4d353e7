package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras come and go by the shell, and the doctor tells what is wrong. */
class ShellIT {
    @TempDir
    Path folder;

    private Instance vedette;
    private Path clip;

    @BeforeEach
    void start() throws Exception {
        clip = TestData.path("videos/one-by-one-person-detection.mp4").toAbsolutePath();
        vedette = new Instance(folder)
                .with("io.vedette.mqtt.broker.cfg", "enabled = false")
                .start();
        // The page may be up before the shell is, and before what opens cameras.
        await().until(() -> vedette.shell("vedette:cameras --json").startsWith("["));
        await().until(() ->
                Vedette.get(vedette.port(), "/api/v1/experts", "*/*").body().contains("\"kind\":\"decoder\""));
    }

    @AfterEach
    void stop() {
        if (vedette != null) {
            vedette.close();
        }
    }

    private Vedette shell(String command) throws Exception {
        return Vedette.ran(folder, Map.of(), "shell", command, "--home", vedette.home.toString());
    }

    private Path file(String id) {
        return vedette.home.resolve("etc").resolve("io.vedette.camera-" + id + ".cfg");
    }

    private JsonNode found(String about) throws Exception {
        for (JsonNode each : Subscriber.json(vedette.shell("vedette:doctor --json"))) {
            if (each.get("about").asText().equals(about)) {
                return each;
            }
        }
        throw new AssertionError("nothing about " + about);
    }

    @Test
    void addsACameraForGoodAndRemovesIt() throws Exception {
        try (Vedette added = shell("vedette:camera-add front " + clip + " --labels person preroll=3")) {
            assertThat(added.exit()).as(added.output()).isZero();
            assertThat(added.output())
                    .startsWith("Camera front: ")
                    .contains(file("front").toString());
        }
        vedette.awaitOnline("front");
        assertThat(file("front")).content().contains("labels = person\n", "preroll = 3\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("front"))))
                .isEqualTo("rw-------");
        try (Vedette again = shell("vedette:camera-add front demo:")) {
            assertThat(again.exit()).isNotZero();
            assertThat(again.output()).contains("a camera 'front' already");
        }
        try (Vedette removed = shell("vedette:camera-remove front")) {
            assertThat(removed.output()).startsWith("Camera front ");
        }
        assertThat(file("front")).doesNotExist();
        await().until(() -> vedette.camera("front").isMissingNode());
    }

    @Test
    void refusesABadCameraInOneLineAndTellsNoPassword() throws Exception {
        try (Vedette refused = shell("vedette:camera-add front " + clip + " detect.fps=500")) {
            assertThat(refused.exit()).isNotZero();
            assertThat(refused.output().strip())
                    .isEqualTo("Camera 'front' is not added: detect.fps = 500 is not a number from 0.2 to 30");
        }
        assertThat(file("front")).doesNotExist();
        String before = vedette.log();
        try (Vedette lost = shell("vedette:camera-add lost 'rtsp://admin:geheim@127.0.0.1:1/x?password=geheim'")) {
            assertThat(lost.output()).startsWith("Camera lost: ").doesNotContain("geheim");
        }
        await().until(() -> found("camera lost").get("severity").asText().equals("problem"));
        String since = vedette.log().substring(before.length());
        assertThat(since)
                .contains("Camera lost is lost")
                .doesNotContain("geheim")
                .doesNotContain("Exception");
    }

    @Test
    void saysThatTheDemoCameByNoFile() throws Exception {
        vedette.awaitOnline("demo");
        try (Vedette refused = shell("vedette:camera-remove demo")) {
            assertThat(refused.exit()).isNotZero();
            assertThat(refused.output()).contains("has no file");
        }
    }

    @Test
    void theDoctorFailsOnlyWhereSomethingIsWorseThanANote() throws Exception {
        await().until(() -> found("model").get("severity").asText().equals("ok"));
        try (Vedette doctor = Vedette.ran(folder, Map.of(), "doctor", "--home", vedette.home.toString())) {
            assertThat(doctor.exit()).as(doctor.output()).isZero();
            assertThat(doctor.output()).contains("no problems", "There is none");
            assertThat(doctor.output().lines()).allMatch(line -> line.length() <= 120);
        }
        Path deploy = vedette.home.resolve("deploy");
        Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (Vedette doctor = Vedette.ran(folder, Map.of(), "doctor", "--home", vedette.home.toString())) {
            assertThat(doctor.exit()).isNotZero();
            assertThat(doctor.output()).contains("1 problem").contains("chmod go-w");
        }
    }

    @Test
    void theDoctorLooksAtAHomeOnWhichNothingRuns() throws Exception {
        Path other = folder.resolve("other");
        try (Vedette doctor = Vedette.ran(folder, Map.of(), "doctor", "--home", other.toString())) {
            assertThat(doctor.exit()).isEqualTo(1);
            assertThat(doctor.output()).contains("Does not run on").contains("./vedette models pull");
        }
        assertThat(other).doesNotExist();
    }
}
