package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.face.Recognition;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.media.FramePool;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hubs;
import io.vedette.core.spi.media.Scaler;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.clip.Clips;
import io.vedette.pipeline.expert.Answer;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.gate.GateView;
import io.vedette.pipeline.gate.ProbeBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A clip, followed to its end by a lane of its own: as fast as it goes, in the media's own time, no look left out. It is the lane
 * of a camera in all but clock and pace. Thread-safe.
 */
public final class Following implements AutoCloseable {

    private static final long STOP_LIMIT_MS = 4_000;

    private final Hub hub;
    private final Lane lane;
    private final ExecutorService worker;
    private final boolean ownWorker;
    private volatile Instant mediaTime = Instant.EPOCH;
    private volatile Optional<StreamInfo> stream = Optional.empty();

    /**
     * What it borrows of the product. Immutable.
     *
     * @param events opens the life cycle that is told of what is seen
     * @param recognition tells whose faces are seen; empty where no gallery is there
     */
    public record Tools(
            Hubs hubs,
            ExpertRegistry experts,
            FramePool frames,
            Scaler scaler,
            ObjectEvents events,
            Supplier<Optional<Recognition>> recognition) {

        /** Nobody is recognised. */
        public Tools(Hubs hubs, ExpertRegistry experts, FramePool frames, Scaler scaler, ObjectEvents events) {
            this(hubs, experts, frames, scaler, events, Optional::empty);
        }
    }

    /** Begins to follow the file that the settings name. */
    public Following(CameraSettings settings, Tools tools) {
        this(settings, Set.of(), tools);
    }

    /** Begins to follow the file that the settings name, with some switches off. */
    public Following(CameraSettings settings, Set<Switch> off, Tools tools) {
        this(settings, off, tools, worker(settings.id()), true);
    }

    /** Begins to follow the file by threads that the caller lends. */
    public Following(CameraSettings settings, Set<Switch> off, Tools tools, ExecutorService lent) {
        this(settings, off, tools, lent, false);
    }

    private Following(
            CameraSettings settings, Set<Switch> off, Tools tools, ExecutorService worker, boolean ownWorker) {
        this.worker = worker;
        this.ownWorker = ownWorker;
        LaneServices services = new LaneServices(
                tools.experts(),
                tools.frames(),
                tools.scaler(),
                tools.events(),
                new Nobody(),
                tools.recognition(),
                Clips.NONE,
                new ProbeBudget(1, 1),
                () -> mediaTime,
                worker);
        boolean byMotion = !tools.experts().detectors().promising(settings.wish());
        LaneOrders orders = new LaneOrders(settings, off, () -> byMotion);
        Detecting detecting = new LiveDetecting(tools.experts().detectors());
        lane = new Lane(services, orders, Pace.FOLLOW, detecting, new Watch());
        hub = tools.hubs()
                .open(new Hubs.Settings(
                        settings.id(), settings.source().uri(), "tcp", Duration.ZERO, Hubs.Feed.FOLLOW));
        lane.attach(hub);
    }

    private static ExecutorService worker(String id) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "vedette-lane-" + id);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Keeps the media's time; the packets themselves are not kept. */
    private final class Watch implements Journal {
        @Override
        public void packet(MediaPacket packet) {
            mediaTime = packet.arrival();
            stream = Optional.of(packet.stream());
        }

        @Override
        public void answer(long packetsTaken, long frameIndex, Answer answer) {
            // An analysis is repeated from its file.
        }
    }

    /** Live facts of a clip interest nobody. */
    private static final class Nobody implements LiveFacts {
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

    /** To be called a few times a second: what rests or is retried depends on it. */
    public void tick() {
        lane.tick();
    }

    /** Whether the end was reached and every look answered, or nothing could be read at all. */
    public boolean over() {
        Hub.Connection now = hub.connection();
        return lane.ended() || (now.packets() == 0 && now.state() == Hub.Connection.State.BACKOFF);
    }

    /** Whether any picture of the clip could be read. */
    public boolean readable() {
        return lane.counters().get("pictures") > 0;
    }

    /** Why the clip could not be read, or not to its end; empty where it was. */
    public String trouble() {
        return hub.connection().reason();
    }

    /** What the lane has counted so far, by name. */
    public Map<String, Long> counters() {
        return lane.counters();
    }

    /** Where the gate stands; to be asked on the lane's own thread, as by what decodes. */
    GateView gate() {
        return lane.gate();
    }

    /** How far it has come. */
    public Duration mediaTime() {
        return Duration.between(Instant.EPOCH, mediaTime);
    }

    /** How long the clip is, where it says so. */
    public Optional<Duration> length() {
        return stream.map(s -> s.attributes().get("duration_s"))
                .map(text -> Duration.ofMillis((long) (1000 * Double.parseDouble(text))));
    }

    /** Ends what is open and lets go of everything. */
    @Override
    public void close() {
        lane.stop(STOP_LIMIT_MS);
        hub.close();
        if (ownWorker) {
            worker.shutdown();
        }
    }
}
