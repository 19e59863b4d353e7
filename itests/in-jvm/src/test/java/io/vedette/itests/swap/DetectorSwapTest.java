package io.vedette.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.MediaSource;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.track.ObjectTracker;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.testkit.synthetic.Scene;
import io.vedette.testkit.synthetic.SyntheticDecoder;
import io.vedette.testkit.synthetic.SyntheticDetector;
import io.vedette.testkit.synthetic.SyntheticDetector.Fault;
import io.vedette.testkit.synthetic.SyntheticMotion;
import io.vedette.testkit.synthetic.SyntheticSource;
import io.vedette.testkit.synthetic.SyntheticTracker;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

/** Detectors are exchanged under a camera of 25 pictures a second, each of which is looked at by a detector of 5 ms. */
class DetectorSwapTest {

    private static final String CAM = "front";
    private static final int SOME = 25;

    @TempDir
    Path folder;

    private Site site;
    private SyntheticDetector first;
    private ServiceRegistration<ObjectDetector> firstService;

    @BeforeEach
    void start() throws Exception {
        site = Site.start(folder);
        site.register(MediaSource.class, new SyntheticSource(Scene.busy(25), 25), 0);
        site.register(FrameDecoder.class, new SyntheticDecoder("decoder"), 0);
        site.register(MotionDetector.class, new SyntheticMotion("motion", 0), 0);
        site.register(ObjectTracker.class, new SyntheticTracker("tracker"), 0);
        first = new SyntheticDetector("first", 5);
        firstService = site.register(ObjectDetector.class, first, 0);
        site.camera(CAM, "detect.fps", "25");
        site.awaitAnswers(CAM, "first", SOME);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    /** Every packet became a picture and every look was answered. How many looks a loaded machine supersedes is not ours. */
    private void assertNothingDropped() {
        Map<String, Long> counts = site.status(CAM).counters();
        // What is counted while it is read may be told by one counter and not yet by the other.
        await().untilAsserted(() -> {
            Map<String, Long> now = site.status(CAM).counters();
            assertThat(now.get("looks_offered")
                            - now.get("looks_answered")
                            - now.get("looks_superseded")
                            - now.get("looks_shed"))
                    .as("looks offered but not answered in %s", now)
                    .isBetween(0L, 2L);
        });
        assertEveryPacketBecameAPicture();
        for (String counter : List.of(
                "packets_lost",
                "packets_jumped",
                "packets_undecoded",
                "looks_failed",
                "looks_expired",
                "looks_dropped",
                "looks_unserved")) {
            assertThat(counts.get(counter)).as(counter).isZero();
        }
    }

    @Test
    void aBetterRankedDetectorTakesOverWithoutLosingALook() {
        SyntheticDetector better = new SyntheticDetector("better", 5);
        site.register(ObjectDetector.class, better, 10);

        site.awaitAnswers(CAM, "better", SOME);
        assertNothingDropped();
        assertThat(first.opened())
                .as("the former one stays ready for a roll-back")
                .isEqualTo(1);
    }

    @Test
    void aWithdrawnDetectorLeavesToTheNextBest() {
        SyntheticDetector better = new SyntheticDetector("better", 5);
        ServiceRegistration<ObjectDetector> service = site.register(ObjectDetector.class, better, 10);
        site.awaitAnswers(CAM, "better", SOME);

        service.unregister();

        assertThat(better.opened()).as("closed before its bundle could go").isZero();
        assertThat(better.closedWhileRunning()).isZero();
        site.awaitAnswers(CAM, "first", SOME);
        assertNothingDropped();
    }

    @Test
    void aHundredExchangesLoseNothing() {
        for (int i = 0; i < 100; i++) {
            ServiceRegistration<ObjectDetector> service =
                    site.register(ObjectDetector.class, new SyntheticDetector("swap", 5), 10 + i);
            site.awaitAnswers(CAM, "swap", 2);
            service.unregister();
        }
        site.awaitAnswers(CAM, "first", SOME);
        assertNothingDropped();
    }

    @Test
    void oneThatCannotOpenNeverServes() {
        site.register(ObjectDetector.class, new SyntheticDetector("broken", 5).with(Fault.OPEN_THROWS), 10);

        await().until(() -> site.candidate("detector", "broken").state() == Candidate.State.UNAVAILABLE);
        site.awaitAnswers(CAM, "first", SOME);
        assertThat(site.candidate("detector", "broken").because()).isEqualTo("it was told not to open");
        assertNothingDropped();
    }

    @Test
    void oneThatFailsItsFirstLookNeverServes() {
        for (Fault fault : List.of(Fault.DETECT_THROWS, Fault.DETECT_GIVES_NULL, Fault.DETECT_GIVES_TOO_FEW)) {
            String name = "broken" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
            SyntheticDetector broken = new SyntheticDetector(name, 5).with(fault);
            site.register(ObjectDetector.class, broken, 10);
            await().until(() -> site.candidate("detector", name).state() == Candidate.State.UNAVAILABLE);
            assertThat(broken.opened()).isZero();
        }
        site.awaitAnswers(CAM, "first", SOME);
        assertNothingDropped();
    }

    @Test
    void oneThatBreaksLaterIsLeftAfterThreeFailures() {
        SyntheticDetector better = new SyntheticDetector("better", 5);
        site.register(ObjectDetector.class, better, 10);
        site.awaitAnswers(CAM, "better", SOME);

        better.with(Fault.DETECT_THROWS);

        site.awaitAnswers(CAM, "first", SOME);
        assertThat(site.count(CAM, "looks_failed")).isBetween(3L, 3L);
        assertThat(site.count(CAM, "packets_lost")).isZero();
        assertThat(site.candidate("detector", "better").because()).contains("it was told to fail");
    }

    private void assertEveryPacketBecameAPicture() {
        await().untilAsserted(() -> {
            Map<String, Long> now = site.status(CAM).counters();
            assertThat(now.get("packets") - now.get("pictures"))
                    .as("packets that gave no picture in %s", now)
                    .isBetween(0L, 1L);
        });
    }

    @Test
    void aHungCallTimesOutAndItsModelIsNotClosedUnderIt() {
        SyntheticDetector better = new SyntheticDetector("better", 5);
        ServiceRegistration<ObjectDetector> service = site.register(ObjectDetector.class, better, 10);
        site.awaitAnswers(CAM, "better", SOME);

        better.hanging(20_000);
        site.awaitAnswers(CAM, "first", SOME);

        assertThat(site.count(CAM, "looks_failed")).isEqualTo(1);
        assertThat(better.opened()).as("its call still runs").isEqualTo(1);
        service.unregister();
        assertThat(better.opened()).as("its call still runs").isEqualTo(1);
        await().until(() -> better.opened() == 0);
        assertThat(better.closedWhileRunning()).isZero();
        assertEveryPacketBecameAPicture();
        assertThat(site.count(CAM, "packets_lost") + site.count(CAM, "packets_jumped"))
                .isZero();
    }

    @Test
    void withoutAnyDetectorLooksWaitAndTheNextOneServes() {
        firstService.unregister();
        SyntheticDetector next = new SyntheticDetector("next", 5);
        site.register(ObjectDetector.class, next, 0);

        site.awaitAnswers(CAM, "next", SOME);
        assertThat(site.count(CAM, "packets_lost")).isZero();
        assertThat(site.count(CAM, "looks_failed")).isZero();
    }
}
