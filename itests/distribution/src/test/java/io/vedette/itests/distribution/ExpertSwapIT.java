package io.vedette.itests.distribution;

import static io.vedette.itests.distribution.TwelveCameras.since;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Decoders, motion detectors and trackers are exchanged on the distribution under twelve RTSP cameras of 25 pictures a second:
 * the shipped plug-ins by their next versions, good ones and damaged ones, and by one that hangs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpertSwapIT {
    private static final Logger LOG = System.getLogger(ExpertSwapIT.class.getName());
    private static final List<String> LOSSES = List.of(
            "packets_lost",
            "packets_jumped",
            "packets_undecoded",
            "looks_failed",
            "looks_unserved",
            "looks_expired",
            "looks_dropped");

    private Path folder;
    private TwelveCameras cameras;
    private Watch watch;
    private Map<String, Map<String, Long>> before;
    private List<String> begun;
    private List<String> ended;
    private List<String> online;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        cameras = new TwelveCameras(temporary);
        await().until(() -> cameras.moving().size() == TwelveCameras.IDS.size());
    }

    @AfterAll
    void stop() {
        if (cameras != null) {
            cameras.close();
        }
    }

    @BeforeEach
    void look() throws Exception {
        for (StatefulKind each : StatefulKind.values()) {
            cameras.awaitTakenOverBy(each, each.shipped());
        }
        before = cameras.counts();
        begun = cameras.told("new");
        ended = cameras.told("end");
        online = cameras.onlineSince();
        watch = new Watch(cameras);
    }

    @AfterEach
    void lookAway(TestInfo test) {
        watch.close();
        LOG.log(
                Logger.Level.INFO,
                "{0} {1}: {2} ms without a picture at most",
                test.getTestMethod().orElseThrow().getName(),
                test.getDisplayName(),
                watch.worstGap(Set.of()).toMillis());
    }

    /** No camera but those left out has lost anything: packets, pictures, looks, motion, its connection, or sight of its person. */
    private void assertNothingLost(Set<String> except) throws Exception {
        await().untilAsserted(() -> {
            Map<String, Map<String, Long>> now = cameras.counts();
            for (String id : TwelveCameras.IDS) {
                if (!except.contains(id)) {
                    assertNothingLost(id, now);
                }
            }
        });
        List<String> ends = cameras.told("end");
        assertThat(ends.subList(ended.size(), ends.size())).allMatch(each -> except.contains(each.split(" ", 2)[0]));
        assertThat(watch.rested()).as("motion rested").isSubsetOf(except);
        assertThat(watch.trouble()).isNull();
        assertThat(cameras.onlineSince()).isEqualTo(online);
    }

    private void assertNothingLost(String id, Map<String, Map<String, Long>> now) {
        for (String loss : LOSSES) {
            assertThat(since(before, now, id, loss)).as("%s of %s", loss, id).isZero();
        }
        assertThat(since(before, now, id, "packets_taken") - since(before, now, id, "pictures"))
                .as("packets of %s that gave no picture", id)
                .isBetween(-1L, 1L);
        // A loaded machine may let a newer look replace one that was not begun.
        long settled = since(before, now, id, "looks_answered")
                + since(before, now, id, "looks_superseded")
                + since(before, now, id, "looks_shed");
        assertThat(since(before, now, id, "looks_offered") - settled)
                .as("looks of %s of which nothing became", id)
                .isBetween(-2L, 2L);
    }

    @ParameterizedTest
    @EnumSource(StatefulKind.class)
    void theNextVersionComesAndGoesAndNothingIsLost(StatefulKind kind) throws Exception {
        String next = kind.bundle + "/0.2.0";
        RaisedJar raised = kind.raised("0.2.0");
        Path jar = raised.drop(cameras.deploy);
        cameras.awaitServedBy(kind, next);
        Files.delete(jar);
        cameras.awaitServedBy(kind, kind.shipped());
        raised.drop(cameras.deploy);
        cameras.awaitServedBy(kind, next);
        assertThat(cameras.shell("bundle:uninstall " + next)).isEmpty();
        cameras.awaitServedBy(kind, kind.shipped());
        // Under the same name fileinstall would try to update what was uninstalled.
        Path restored = raised.drop(cameras.deploy, "restored-" + jar.getFileName());
        Files.delete(jar);
        cameras.awaitServedBy(kind, next);
        Files.delete(restored);
        cameras.awaitServedBy(kind, kind.shipped());

        assertNothingLost(Set.of());
        assertThat(cameras.told("new")).isEqualTo(begun);
    }

    @ParameterizedTest
    @EnumSource(StatefulKind.class)
    void aDamagedVersionIsRefusedAndThePresentOneServesOn(StatefulKind kind) throws Exception {
        String refusal = "Could not get service from ref [" + kind.service.getName() + "]";
        long refused = cameras.logged(refusal);
        Path silent = kind.withoutService("0.3.0").drop(cameras.deploy);
        await().until(() -> cameras.logged(refusal) > refused);
        cameras.awaitMore(25, 5, Set.of());
        assertThat(cameras.candidate(kind, kind.bundle + "/0.3.0").isMissingNode())
                .isTrue();

        Path broken = kind.withoutSession("0.4.0").drop(cameras.deploy);
        awaitFailed(kind, kind.bundle + "/0.4.0", "open failed: ClassFormatError");
        Files.delete(silent);
        Files.delete(broken);
        await().until(() -> cameras.candidate(kind, kind.bundle + "/0.4.0").isMissingNode());

        assertNothingLost(Set.of());
        assertThat(cameras.told("new")).isEqualTo(begun);
    }

    private void awaitFailed(StatefulKind kind, String bundle, String because) throws Exception {
        await().until(() ->
                cameras.candidate(kind, bundle).path("because").asText().contains(because));
        cameras.awaitServedBy(kind, kind.shipped());
    }

    @Test
    void aTrackerThatCannotTakeTheTracksOverGetsNone() throws Exception {
        StatefulKind kind = StatefulKind.TRACKER;
        Path jar = new RaisedJar(kind.bundle, "0.5.0", kind.path("TakeOver")).drop(cameras.deploy);
        awaitFailed(kind, kind.bundle + "/0.5.0", "import failed: ClassFormatError");
        Files.delete(jar);
        await().until(() -> cameras.candidate(kind, kind.bundle + "/0.5.0").isMissingNode());

        assertNothingLost(Set.of());
        assertThat(cameras.told("new")).isEqualTo(begun);
    }

    /**
     * The connections are the source's own, so they go with it, and the moment until they are made anew is lost; a newer source
     * beside it leaves them alone.
     */
    @Test
    void aConnectionIsMadeAnewWhenItsSourceGoesAndItsEventsGoOn() throws Exception {
        StatefulKind kind = StatefulKind.DECODER;
        Path jar = kind.raised("0.6.0").drop(cameras.deploy);
        cameras.awaitServedBy(kind, kind.bundle + "/0.6.0");
        assertNothingLost(Set.of());

        assertThat(cameras.shell("bundle:stop " + kind.shipped())).isEmpty();
        cameras.awaitMore(50, 10, Set.of());
        assertThat(cameras.candidate(kind, kind.shipped()).isMissingNode()).isTrue();
        assertThat(cameras.shell("bundle:start " + kind.shipped())).isEmpty();
        Files.delete(jar);
        cameras.awaitServedBy(kind, kind.shipped());

        assertThat(cameras.told("end")).isEqualTo(ended);
        assertThat(cameras.told("new")).isEqualTo(begun);
        assertThat(cameras.onlineSince()).isEqualTo(online);
    }

    @ParameterizedTest
    @EnumSource(StatefulKind.class)
    void aHungCallHoldsUpItsOwnCameraOnly(StatefulKind kind) throws Exception {
        Path hang = folder.resolve("hang-" + kind.word());
        Path hung = folder.resolve("hung-" + kind.word());
        Path jar = kind.dropDeputy(cameras.deploy, hang, hung);
        cameras.awaitServedBy(kind, kind.deputy());

        Files.createFile(hang);
        await().pollInterval(Duration.ofMillis(50)).until(() -> Files.exists(hung));
        Set<String> held = camerasThatStand();
        assertThat(held).hasSize(1);
        cameras.awaitMore(50, 10, held);
        assertThat(hung).as("it still hangs").exists();
        await().until(() -> !Files.exists(hung));

        cameras.awaitTakenOverBy(kind, kind.shipped());
        Files.delete(jar);
        await().until(() -> cameras.candidate(kind, kind.deputy()).isMissingNode());
        cameras.awaitServedBy(kind, kind.shipped());
        assertNothingLost(held);
        LOG.log(
                Logger.Level.INFO,
                "{0}: others {1} ms without a picture at most",
                kind,
                watch.worstGap(held).toMillis());
    }

    /** The cameras that show nothing while all others show a second. */
    private Set<String> camerasThatStand() throws Exception {
        Map<String, Map<String, Long>> then = cameras.counts();
        Set<String> standing = new TreeSet<>();
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            Map<String, Map<String, Long>> now = cameras.counts();
            standing.clear();
            TwelveCameras.IDS.stream()
                    .filter(id -> since(then, now, id, "pictures") <= 1)
                    .forEach(standing::add);
            return standing.size() <= 1
                    && TwelveCameras.IDS.stream()
                            .allMatch(id -> standing.contains(id) || since(then, now, id, "pictures") >= 25);
        });
        return standing;
    }
}
