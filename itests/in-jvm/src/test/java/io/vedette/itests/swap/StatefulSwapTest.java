package io.vedette.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.MediaSource;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.track.ObjectTracker;
import io.vedette.testkit.synthetic.Mishap;
import io.vedette.testkit.synthetic.Scene;
import io.vedette.testkit.synthetic.SyntheticDecoder;
import io.vedette.testkit.synthetic.SyntheticDetector;
import io.vedette.testkit.synthetic.SyntheticMotion;
import io.vedette.testkit.synthetic.SyntheticSource;
import io.vedette.testkit.synthetic.SyntheticTracker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.ServiceRegistration;

/** Decoder, motion and tracker are exchanged under twelve cameras. */
class StatefulSwapTest {

    private static final List<String> CAMS =
            IntStream.rangeClosed(1, 12).mapToObj(i -> "cam" + i).toList();

    @TempDir
    Path folder;

    private Site site;
    private SyntheticDecoder decoder;
    private SyntheticMotion motion;
    private SyntheticTracker tracker;
    private ServiceRegistration<FrameDecoder> decoderService;
    private ServiceRegistration<MotionDetector> motionService;
    private ServiceRegistration<ObjectTracker> trackerService;

    @BeforeEach
    void start() throws Exception {
        site = Site.start(folder);
        decoder = new SyntheticDecoder("decoder");
        motion = new SyntheticMotion("motion", 0);
        tracker = new SyntheticTracker("tracker");
        site.register(MediaSource.class, new SyntheticSource(Scene.busy(10), 10), 0);
        decoderService = site.register(FrameDecoder.class, decoder, 0);
        motionService = site.register(MotionDetector.class, motion, 0);
        trackerService = site.register(ObjectTracker.class, tracker, 0);
        site.register(ObjectDetector.class, new SyntheticDetector("detector", 2), 0);
        for (String cam : CAMS) {
            site.camera(cam, "detect.fps", "5");
        }
        awaitLooks(5);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    private void awaitLooks(int more) {
        List<Integer> before =
                CAMS.stream().map(c -> site.answers(c, "detector")).toList();
        await().until(() -> IntStream.range(0, CAMS.size())
                .allMatch(i -> site.answers(CAMS.get(i), "detector") >= before.get(i) + more));
    }

    private void assertEveryPacketBecameAPicture() {
        for (String cam : CAMS) {
            // What is counted while it is read may be told by one counter and not yet by the other.
            await().untilAsserted(() -> {
                Map<String, Long> counts = site.status(cam).counters();
                assertThat(counts.get("packets") - counts.get("pictures"))
                        .as("packets of %s that gave no picture: %s", cam, counts)
                        .isBetween(0L, 1L);
            });
            assertThat(site.count(cam, "packets_lost") + site.count(cam, "packets_jumped"))
                    .isZero();
        }
    }

    private void assertOneTrackPerCamera() {
        for (String cam : CAMS) {
            assertThat(new HashSet<>(site.trackIds.get(cam))).as(cam).containsExactly(1L);
        }
    }

    @Test
    void aBetterDecoderTakesOverAtTheNextKeyFrame() {
        SyntheticDecoder better = new SyntheticDecoder("better");
        site.register(FrameDecoder.class, better, 10);

        await().until(() -> better.opened() == CAMS.size() && decoder.opened() == 0);
        awaitLooks(5);
        assertEveryPacketBecameAPicture();
        assertOneTrackPerCamera();
    }

    @Test
    void aDecoderThatLeavesMidStreamIsReplacedByASilentReplay() {
        SyntheticDecoder spare = new SyntheticDecoder("spare");
        site.register(FrameDecoder.class, spare, -10);

        decoderService.unregister();

        assertThat(decoder.opened()).as("sessions left behind").isZero();
        awaitLooks(5);
        assertThat(spare.opened()).isEqualTo(CAMS.size());
        assertEveryPacketBecameAPicture();
        assertOneTrackPerCamera();
    }

    @Test
    void aBetterTrackerTakesTheTracksOver() {
        SyntheticTracker better = new SyntheticTracker("better");
        site.register(ObjectTracker.class, better, 10);

        await().until(() -> better.opened() == CAMS.size() && tracker.opened() == 0);
        awaitLooks(5);
        assertOneTrackPerCamera();
    }

    @Test
    void tracksWaitForTheNextTrackerWhenTheOnlyOneLeaves() {
        trackerService.unregister();
        assertThat(tracker.opened()).isZero();
        SyntheticTracker next = new SyntheticTracker("next");
        site.register(ObjectTracker.class, next, 0);

        awaitLooks(5);
        assertThat(next.opened()).isEqualTo(CAMS.size());
        assertOneTrackPerCamera();
        assertEveryPacketBecameAPicture();
    }

    @Test
    void aBetterMotionDetectorLearnsBesideThePresentOne() {
        SyntheticMotion better = new SyntheticMotion("better", 5);
        site.register(MotionDetector.class, better, 10);

        await().until(() -> better.opened() == CAMS.size() && motion.opened() == 0);
        assertThat(better.looks()).isGreaterThanOrEqualTo(5 * CAMS.size());
        awaitLooks(5);
        assertEveryPacketBecameAPicture();
        assertOneTrackPerCamera();
    }

    /** All but one camera's at most, as a camera has one call at a time. */
    private static int workers() {
        return Math.min(Runtime.getRuntime().availableProcessors(), CAMS.size() - 1);
    }

    /** Every worker of the machine is held by a call that hangs for 20 s. */
    private void hangWhileOthersGoOn(Mishap mishap) {
        int hung = workers();
        mishap.hang(hung, 20_000);
        await().until(() -> mishap.happening() == hung);
        List<Integer> before =
                CAMS.stream().map(c -> site.answers(c, "detector")).toList();
        await().atMost(Duration.ofSeconds(18))
                .until(() -> IntStream.range(0, CAMS.size())
                                .filter(i -> site.answers(CAMS.get(i), "detector") >= before.get(i) + 5)
                                .count()
                        == CAMS.size() - hung);
        assertThat(mishap.happening()).as("they still hang").isEqualTo(hung);
        await().until(() -> mishap.happening() == 0);
        // Until more workers come, all others stand still as well, and may jump where the machine is busy.
        long lost = CAMS.stream().filter(c -> site.count(c, "packets_lost") > 0).count();
        assertThat(lost).as("cameras that lost packets").isLessThanOrEqualTo(hung);
        awaitLooks(5);
    }

    @Test
    void aHungTrackerHoldsUpItsOwnCameraAndTheNextCandidateServes() {
        SyntheticTracker spare = new SyntheticTracker("spare");
        site.register(ObjectTracker.class, spare, -10);
        hangWhileOthersGoOn(tracker.mishap());
        await().until(() -> spare.opened() == CAMS.size() && tracker.opened() == 0);
        assertOneTrackPerCamera();
    }

    @Test
    void aHungMotionDetectorHoldsUpItsOwnCameraAndTheNextCandidateServes() {
        SyntheticMotion spare = new SyntheticMotion("spare", 5);
        site.register(MotionDetector.class, spare, -10);
        hangWhileOthersGoOn(motion.mishap());
        await().until(() -> spare.opened() == CAMS.size() && motion.opened() == 0);
    }

    @Test
    void aHungDecoderHoldsUpItsOwnCameraAndTheNextCandidateServes() {
        SyntheticDecoder spare = new SyntheticDecoder("spare");
        site.register(FrameDecoder.class, spare, -10);
        hangWhileOthersGoOn(decoder.mishap());
        await().until(() -> spare.opened() == CAMS.size() && decoder.opened() == 0);
    }

    @Test
    void aHungMotionDetectorIsNotTakenForAHungDecoder() {
        hangWhileOthersGoOn(motion.mishap());
        assertThat(site.candidate("motion", "motion").figures()).containsEntry("errors", String.valueOf(workers()));
        assertThat(site.candidate("decoder", "decoder").figures()).containsEntry("errors", "0");
    }

    @Test
    void aDecoderThatDoesNotOpenCostsThePresentOneNothing() {
        SyntheticDecoder broken = new SyntheticDecoder("broken");
        broken.mishap().breaking("open");
        site.register(FrameDecoder.class, broken, 10);

        await().until(() -> site.candidate("decoder", "broken").because().contains("it is broken"));
        awaitLooks(5);
        assertThat(decoder.opened()).isEqualTo(CAMS.size());
        assertEveryPacketBecameAPicture();
        CAMS.forEach(cam -> assertThat(site.count(cam, "packets_undecoded")).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "import"})
    void aTrackerThatCannotTakeTheTracksOverGetsNone(String call) {
        SyntheticTracker broken = new SyntheticTracker("broken");
        broken.mishap().breaking(call);
        site.register(ObjectTracker.class, broken, 10);

        await().until(() -> site.candidate("tracker", "broken").because().contains("it is broken"));
        awaitLooks(5);
        assertThat(broken.opened()).isZero();
        assertThat(tracker.opened()).isEqualTo(CAMS.size());
        assertOneTrackPerCamera();
    }

    @Test
    void tracksOutliveABrokenSuccessorOfATrackerThatLeft() {
        SyntheticTracker broken = new SyntheticTracker("broken");
        broken.mishap().breaking("import");
        site.register(ObjectTracker.class, broken, -5);
        SyntheticTracker spare = new SyntheticTracker("spare");
        site.register(ObjectTracker.class, spare, -10);

        trackerService.unregister();

        await().until(() -> spare.opened() == CAMS.size());
        awaitLooks(5);
        assertOneTrackPerCamera();
    }

    @Test
    void aMotionDetectorThatDoesNotOpenCostsThePresentOneNothing() {
        SyntheticMotion broken = new SyntheticMotion("broken", 5);
        broken.mishap().breaking("open");
        site.register(MotionDetector.class, broken, 10);

        await().until(() -> site.candidate("motion", "broken").because().contains("it is broken"));
        awaitLooks(5);
        assertThat(motion.opened()).isEqualTo(CAMS.size());
    }

    @Test
    void aThrowingExpertIsLeftByAllCameras() {
        SyntheticTracker otherTracker = new SyntheticTracker("other");
        site.register(ObjectTracker.class, otherTracker, -10);
        SyntheticDecoder otherDecoder = new SyntheticDecoder("other");
        site.register(FrameDecoder.class, otherDecoder, -10);
        tracker.mishap().failing(1);
        decoder.mishap().failing(1);
        await().until(() -> otherTracker.opened() == CAMS.size() && otherDecoder.opened() == CAMS.size());
        awaitLooks(5);
        assertOneTrackPerCamera();
    }

    @Test
    void everyLookCountsAsMotionUntilASuccessorIsCalibrated() {
        motionService.unregister();
        assertThat(motion.opened()).isZero();

        awaitLooks(5);
        SyntheticMotion next = new SyntheticMotion("next", 5);
        site.register(MotionDetector.class, next, 0);
        awaitLooks(10);

        assertThat(next.opened()).isEqualTo(CAMS.size());
        assertEveryPacketBecameAPicture();
        assertOneTrackPerCamera();
    }
}
