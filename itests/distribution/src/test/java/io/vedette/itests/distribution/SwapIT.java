package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.RtspCamera;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors are exchanged on the distribution under an RTSP camera of 25 pictures a second, with a detector of 5 ms. */
class SwapIT {
    private static final String BALL = "( videotestsrc is-live=true pattern=ball ! "
            + "video/x-raw,width=640,height=360,framerate=25/1 ! x264enc tune=zerolatency speed-preset=ultrafast "
            + "key-int-max=25 ! rtph264pay name=pay0 pt=96 )";
    private static final int SOME_LOOKS = 40;

    @TempDir
    Path folder;

    private RtspCamera camera;
    private Instance vedette;
    private BoxJar jars;
    private Path deploy;
    private Path hang;
    private JsonNode before;

    @BeforeEach
    void start() throws Exception {
        hang = folder.resolve("hang-1.1.0");
        jars = new BoxJar(folder);
        camera = new RtspCamera(BALL);
        vedette = new Instance(folder)
                .with("io.vedette.mqtt.broker.cfg", "enabled = false")
                .with(
                        "io.vedette.camera-front.cfg",
                        "uri = " + camera.uri(),
                        "detect.fps = 25",
                        "gate.level = never",
                        "labels = person");
        deploy = Files.createDirectories(vedette.home.resolve("deploy"));
        jars.drop(deploy, "1.0.0", 5, false);
        vedette.start();
        awaitLooksBy("1.0.0");
        before = counts();
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

    /** Waits until a version serves the camera and has answered some more of its looks. */
    private void awaitLooksBy(String version) throws Exception {
        await().until(() -> serves(version));
        long target = vedette.count("front", "looks_answered") + SOME_LOOKS;
        await().until(() -> vedette.count("front", "looks_answered") >= target);
        assertThat(serves(version)).isTrue();
    }

    private boolean serves(String version) throws Exception {
        return detector(version).path("cameras").toString().contains("front");
    }

    private JsonNode detector(String version) throws Exception {
        for (JsonNode each : Subscriber.json(vedette.shell("vedette:detectors --json"))) {
            if (each.get("bundle").asText().equals("example.box/" + version)) {
                return each;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private JsonNode counts() {
        return vedette.camera("front").get("counters");
    }

    /** Nothing since the first version serves; what is under way at either end may count or not. */
    private void assertNothingDropped(int failed) {
        JsonNode counts = counts();
        // A loaded machine may let a newer look replace one that was not begun.
        long settled = Stream.of("answered", "failed", "superseded", "shed")
                .mapToLong(end -> since("looks_" + end, counts))
                .sum();
        assertThat(since("looks_offered", counts) - settled)
                .as("looks offered but not answered from %s to %s", before, counts)
                .isBetween(-2L, 2L);
        assertThat(since("packets", counts) - since("pictures", counts))
                .as("packets without picture from %s to %s", before, counts)
                .isBetween(-1L, 1L);
        assertThat(since("looks_failed", counts))
                .as("looks failed in %s", counts)
                .isEqualTo(failed);
        for (String lost :
                List.of("packets_lost", "packets_jumped", "packets_undecoded", "looks_unserved", "looks_expired")) {
            assertThat(since(lost, counts)).as("%s in %s", lost, counts).isZero();
        }
    }

    private long since(String counter, JsonNode now) {
        return now.get(counter).asLong() - before.get(counter).asLong();
    }

    @Test
    void versionsComeAndGoWithoutLosingALook() throws Exception {
        jars.drop(deploy, "1.1.0", 5, false);
        awaitLooksBy("1.1.0");
        jars.drop(deploy, "1.2.0", 5, true);
        await().until(() -> detector("1.2.0").path("because").asText().contains("this version is broken"));
        awaitLooksBy("1.1.0");
        jars.drop(deploy, "0.9.0", 10, false);
        awaitLooksBy("0.9.0");
        Files.delete(deploy.resolve("box-0.9.0.jar"));
        awaitLooksBy("1.1.0");
        assertThat(vedette.shell("bundle:uninstall example.box/1.1.0")).isEmpty();
        awaitLooksBy("1.0.0");
        assertNothingDropped(0);

        jars.drop(deploy, "2.0.0", 5, false);
        awaitLooksBy("2.0.0");
        assertNothingDropped(0);
    }

    @Test
    void aHungCallCostsItsLookAndNothingElse() throws Exception {
        jars.drop(deploy, "1.1.0", 10, false);
        awaitLooksBy("1.1.0");

        String takesOver = "Camera front is served by detector box of example.box/1.0.0";
        long before = vedette.logged(takesOver);
        Files.createFile(hang);
        await().until(() -> vedette.count("front", "looks_failed") >= 1);
        Files.delete(hang);

        // Not for long: after its rest the better version is opened anew, and serves again.
        await().until(() -> vedette.logged(takesOver) > before);
        assertNothingDropped(1);
        // The call returns after 8 s, and only then its model is closed.
        Files.delete(deploy.resolve("box-1.1.0.jar"));
        await().until(() -> detector("1.1.0").isMissingNode());
        awaitLooksBy("1.0.0");
        assertNothingDropped(1);
    }

    @Test
    void aSwapByTheShellTakesOverBetweenTwoPicturesAndCanBeTakenBack() throws Exception {
        String swapped = vedette.shell("vedette:swap " + jars.make(folder, "0.9.0", false));
        assertThat(swapped).startsWith("box 1.0.0 → 0.9.0  gap 0 frames  dropped 0  drained ");
        awaitLooksBy("0.9.0");
        assertThat(vedette.shell("vedette:rollback box")).startsWith("box 0.9.0 → 1.0.0  gap 0 frames  dropped 0");
        awaitLooksBy("1.0.0");
        assertThat(vedette.shell("vedette:rollback box")).startsWith("box 1.0.0 → 0.9.0  gap 0 frames  dropped 0");
        assertThat(vedette.shell("vedette:swap " + jars.make(folder, "3.0.0", false)))
                .startsWith("box 0.9.0 → 3.0.0  gap 0 frames  dropped 0");
        awaitLooksBy("3.0.0");
        await("two versions are kept").until(() -> detector("1.0.0").isMissingNode());
        assertThat(detector("0.9.0").path("state").asText()).isEqualTo("ready");
        assertNothingDropped(0);
    }

    @Test
    void aSwapThatCannotServeIsRefusedAndNothingHappened() throws Exception {
        assertThat(vedette.shell("vedette:swap " + jars.make(folder, "1.1.0", true))
                        .trim())
                .isEqualTo("example.box/1.1.0 is refused: it is unavailable, because this version is broken");
        assertThat(vedette.shell("vedette:swap " + jars.make(folder, "1.0.0", false))
                        .trim())
                .startsWith("example.box/1.0.0 is installed already.");
        Path text = Files.writeString(folder.resolve("text.jar"), "this is no jar");
        assertThat(vedette.shell("vedette:swap " + text)).startsWith(text + " cannot be read as a jar");
        assertThat(vedette.shell("vedette:rollback box").trim())
                .isEqualTo("there is no other version of box that could serve; there is example.box/1.0.0");
        try (Stream<Path> files = Files.list(deploy)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("box-1.0.0.jar");
        }
        awaitLooksBy("1.0.0");
        assertNothingDropped(0);
    }

    @Test
    void anOverwrittenJarServesAndItsGapIsTold() throws Exception {
        Files.move(
                jars.make(folder, "1.1.0", false),
                deploy.resolve("box-1.0.0.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        awaitLooksBy("1.1.0");
        await().until(() -> vedette.logged("Overwritten box 1.0.0 → 1.1.0  gap ") == 1);
        assertThat(detector("1.0.0").isMissingNode()).isTrue();
    }

    @Test
    void aSwapThatFailsInItsFirstLooksIsRolledBack() throws Exception {
        Files.createFile(folder.resolve("hang-1.2.0"));
        String refused = vedette.shell("vedette:swap " + jars.make(folder, "1.2.0", false));
        Files.delete(folder.resolve("hang-1.2.0"));
        assertThat(refused.trim())
                .isEqualTo("example.box/1.2.0 is rolled back: it failed in its first looks: a call took over 2 s;"
                        + " example.box/1.0.0 serves on");
        awaitLooksBy("1.0.0");
        await().until(() -> detector("1.2.0").isMissingNode());
        assertNothingDropped(1);
    }
}
