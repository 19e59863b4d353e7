package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.media.MediaSource;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hubs;
import io.vedette.core.spi.store.Home;
import io.vedette.detector.onnx.OnnxObjects;
import io.vedette.event.ToldEvents;
import io.vedette.media.ffmpeg.FfmpegDecoder;
import io.vedette.media.ffmpeg.FfmpegSource;
import io.vedette.media.hub.TestHubs;
import io.vedette.media.picture.PooledFrames;
import io.vedette.media.picture.SwsScaler;
import io.vedette.model.PresentModels;
import io.vedette.motion.difference.DifferenceMotion;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.clip.Clips;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.expert.TestExperts;
import io.vedette.pipeline.expert.TestHome;
import io.vedette.pipeline.gate.ProbeBudget;
import io.vedette.testkit.peer.RtspCamera;
import io.vedette.testkit.peer.TestData;
import io.vedette.tracker.bytetrack.ByteTracker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live session of a real camera through all real experts is recorded, and replayed to the same events. */
class ReplayTest {
    private static final Duration TWO_VISITS = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private ExpertRegistry experts;

    @BeforeEach
    void start() {
        Home home = new TestHome(folder, Optional.of(TestData.path("models")));
        experts = TestExperts.with(
                new ExpertRegistry(home),
                new FfmpegDecoder(),
                new DifferenceMotion(),
                new ByteTracker(),
                new OnnxObjects(new PresentModels(home), Map.of()));
    }

    @AfterEach
    void stop() {
        if (experts != null) {
            TestExperts.stop(experts);
        }
        pool.shutdownNow();
    }

    private LaneServices services(ToldEvents events) {
        return new LaneServices(
                experts,
                new PooledFrames(),
                new SwsScaler(),
                events,
                new Unheard(),
                Optional::empty,
                Clips.NONE,
                new ProbeBudget(1, 1),
                InstantSource.system(),
                pool);
    }

    private static LaneOrders orders(CameraSettings settings) {
        return new LaneOrders(settings, Set.of(), () -> false);
    }

    @Test
    void aRecordedLiveSessionReplaysToTheSameEvents() throws Exception {
        ToldEvents live = new ToldEvents();
        try (Recording recording = new Recording();
                RtspCamera camera = new RtspCamera(
                        TestData.path("videos/one-by-one-person-detection.mp4").toString())) {
            CameraSettings settings = CameraSettings.of("front", camera.uri());
            record(settings, new FfmpegSource(), recording, live);

            ToldEvents replayed = new ToldEvents();
            Replay replay = new Replay(recording.answers());
            Lane lane = new Lane(services(replayed), orders(settings), replay, replay, Journal.NONE);
            lane.attach(new RecordedHub(recording));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                lane.tick();
                return lane.ended();
            });
            assertThat(lane.stop(4_000)).isTrue();

            assertThat(lane.counters().get("looks_answered"))
                    .isEqualTo(recording.answers().size());
            assertThat(replayed.lines()).isEqualTo(live.lines());
        }
    }

    private void record(CameraSettings settings, MediaSource source, Recording recording, ToldEvents live) {
        Hubs hubs = TestHubs.with(source);
        Detecting detecting = new LiveDetecting(experts.detectors());
        try (Hub hub = hubs.open(new Hubs.Settings(
                settings.id(), settings.source().uri(), "tcp", Duration.ofSeconds(5), Hubs.Feed.LIVE))) {
            Lane lane = new Lane(services(live), orders(settings), Pace.LIVE, detecting, recording);
            lane.attach(hub);
            await().atMost(TWO_VISITS).until(() -> {
                lane.tick();
                return live.lines().stream()
                                .filter(line -> line.contains("\"type\":\"end\""))
                                .count()
                        >= 2;
            });
            assertThat(lane.stop(4_000)).isTrue();
        }
    }

    /** Live facts that nobody hears. */
    private static final class Unheard implements LiveFacts {
        @Override
        public void post(LiveFact fact) {
            // Nobody listens.
        }

        @Override
        public List<LiveFact> current() {
            return List.of();
        }

        @Override
        public Subscription subscribe(Listener listener) {
            return () -> {};
        }
    }
}
