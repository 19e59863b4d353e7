package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.media.Hub;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.gate.CameraGate;
import io.vedette.pipeline.gate.GateSettings;
import io.vedette.pipeline.gate.GateView;
import io.vedette.pipeline.gate.ProbeBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaneViewTest {

    private static final GateView GATE = new CameraGate("front", GateSettings.DEFAULT, new ProbeBudget(1, 1)).view();

    private final Count.Board counts = new Count.Board();
    private final Posts posts = new Posts();
    private final LaneView view = new LaneView("front", posts, counts, GATE);
    private final Camera camera = new Camera();
    private final Camera recorded = new Camera();
    private final LaneOrders orders = new LaneOrders(
            CameraSettings.of("front", "rtsp://me:secret@host/one"), Set.of(), () -> false, recorded, camera, null);
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");

    LaneViewTest() {
        view.configured(orders);
        posts.states.clear();
    }

    /** Half a second, in which so many pictures came. */
    private void tick(int pictures) {
        now = now.plusMillis(500);
        counts.add(Count.PACKETS, pictures);
        view.tick(orders, GATE, now);
    }

    private void ticks(int many, int... pictures) {
        for (int i = 0; i < many; i++) {
            tick(pictures[i % pictures.length]);
        }
    }

    @Test
    void tellsAStateAtOnceAndASteadyOneNoMore() {
        ticks(40, 12, 13);
        assertThat(posts.states).hasSizeBetween(1, 3);
        posts.states.clear();
        camera.state = Hub.Connection.State.BACKOFF;
        tick(0);
        assertThat(posts.states).extracting(CameraStatus::state).containsExactly(CameraStatus.State.BACKOFF);
    }

    @Test
    void tellsAWaveringRateNoMoreThanEveryThreeSeconds() {
        ticks(60, 12, 12, 12, 0, 0, 0);
        assertThat(posts.states).hasSizeBetween(4, 11);
    }

    @Test
    void roundsFiguresAndHidesThePassword() {
        ticks(40, 10);
        assertThat(view.status().facts())
                .containsEntry("fps", "20.0")
                .containsEntry("cpu", "0.000")
                .containsEntry("uri", "rtsp://host/one");
    }

    @Test
    void tellsOnceThatTheRecordedStreamIsLostWhileTheAnalysedOneIsThere() {
        ticks(40, 12);
        posts.states.clear();
        recorded.reason = "refused";
        ticks(2, 12);
        assertThat(posts.states)
                .extracting(CameraStatus::state, CameraStatus::reason)
                .containsExactly(tuple(CameraStatus.State.ONLINE, "its recorded stream is lost: refused"));
        camera.reason = "no route";
        tick(12);
        assertThat(view.status().reason()).as("what is analysed comes first").isEqualTo("no route");
    }

    @Test
    void countsTheBytesOfBothRings() {
        tick(1);
        assertThat(view.status().facts()).containsEntry("ring_bytes", "200");
    }

    private static final class Camera implements Hub {
        private Connection.State state = Connection.State.ONLINE;
        private String reason = "";

        @Override
        public Connection connection() {
            return new Connection(state, Instant.EPOCH, reason, 0, 1, false);
        }

        @Override
        public void preroll(Duration preroll) {}

        @Override
        public Cursor follow(Runnable grew) {
            throw new UnsupportedOperationException("follow");
        }

        @Override
        public Cursor since(Instant arrival, Runnable grew) {
            throw new UnsupportedOperationException("follow");
        }

        @Override
        public long ringBytes() {
            return 100;
        }

        @Override
        public void close() {}
    }

    private static final class Posts implements LiveFacts {
        private final List<CameraStatus> states = new ArrayList<>();

        @Override
        public void post(LiveFact fact) {
            if (fact instanceof LiveFact.State state) {
                states.add(state.status());
            }
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
