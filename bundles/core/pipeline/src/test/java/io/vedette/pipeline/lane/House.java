package io.vedette.pipeline.lane;

import io.vedette.api.CameraInfo;
import io.vedette.api.ExpertInfo;
import io.vedette.api.media.Frame;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.Picture;
import io.vedette.api.motion.LumaPicture;
import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.motion.MotionSettings;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.LookOutcome;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.event.Pressed;
import io.vedette.core.spi.event.Pressing;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.media.FramePool;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hubs;
import io.vedette.core.spi.store.Home;
import io.vedette.pipeline.clip.ClipDesk;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.expert.Registered;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Real lanes between rooms that only remember what they were asked for: cameras connect, but no packet ever comes. Thread-safe. */
public final class House implements AutoCloseable, MotionDetector {

    /** Hubs in the order in which they were opened. */
    public final List<Connected> hubs = new CopyOnWriteArrayList<>();
    /** Settings that motion sessions were opened with or configured to. */
    public final List<MotionSettings> motions = new CopyOnWriteArrayList<>();
    /** Cameras whose events have ended for good. */
    public final List<String> closedEvents = new CopyOnWriteArrayList<>();
    /** Settings of events, as configured. */
    public final List<EventSettings> events = new CopyOnWriteArrayList<>();

    /** Cameras whose objects were given up. */
    public final List<String> lostSight = new CopyOnWriteArrayList<>();
    /** So often configuring events breaks. */
    public final AtomicInteger breaks = new AtomicInteger();
    /** Whether leaving a hub breaks. */
    public volatile boolean leavingBreaks;

    public final CameraLanes lanes;
    private final ExpertRegistry registry;

    public House(Path root) {
        registry = new ExpertRegistry(home(root));
        Registered.motion(registry, this);
        lanes = new CameraLanes(
                this::open,
                new NoFrames(),
                null,
                this::openEvents,
                new NoFacts(),
                clock(),
                registry,
                new ClipDesk(clock()));
    }

    public static Home home(Path root) {
        return new Home() {
            @Override
            public Path root() {
                return root;
            }

            @Override
            public Optional<Path> modelMirror() {
                return Optional.empty();
            }
        };
    }

    /** The latest hub of a camera. */
    public Connected hub(String camera) {
        return hubs.stream()
                .filter(hub -> hub.settings.name().equals(camera))
                .reduce((former, latter) -> latter)
                .orElseThrow();
    }

    private static InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));
    }

    private Hub open(Hubs.Settings settings) {
        Connected hub = new Connected(settings, () -> leavingBreaks);
        hubs.add(hub);
        return hub;
    }

    private ObjectEvents.Session openEvents(String camera, EventSettings settings) {
        return new ObjectEvents.Session() {
            @Override
            public void look(LookOutcome outcome) {}

            @Override
            public Optional<UUID> eventOf(long trackId) {
                return Optional.empty();
            }

            @Override
            public Optional<Pressed> pressed(Pressing pressing) {
                return Optional.empty();
            }

            @Override
            public void clipped(UUID eventId, boolean stored) {}

            @Override
            public void configure(EventSettings changed) {
                if (breaks.get() > 0) {
                    breaks.decrementAndGet();
                    throw new NoClassDefFoundError("a part of core");
                }
                events.add(changed);
            }

            @Override
            public void endAll(Instant at) {
                lostSight.add(camera);
            }

            @Override
            public void close() {
                closedEvents.add(camera);
            }
        };
    }

    @Override
    public ExpertInfo info() {
        return ExpertInfo.of("still");
    }

    @Override
    public Session open(CameraInfo camera, MotionSettings settings) {
        motions.add(settings);
        return new Session() {
            @Override
            public Motion look(LumaPicture picture, long mediaTimeNs) {
                return Motion.NONE;
            }

            @Override
            public void configure(MotionSettings changed) {
                motions.add(changed);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        lanes.stop();
        Registered.stop(registry);
    }

    /** A hub without packets. */
    public static final class Connected implements Hub {
        public final Hubs.Settings settings;
        public volatile Duration preroll;
        public volatile boolean closed;

        private final BooleanSupplier leavingBreaks;

        private Connected(Hubs.Settings settings, BooleanSupplier leavingBreaks) {
            this.leavingBreaks = leavingBreaks;
            this.settings = settings;
            this.preroll = settings.preroll();
        }

        @Override
        public Connection connection() {
            return new Connection(Connection.State.CONNECTING, Instant.EPOCH, "", 0, 0, false);
        }

        @Override
        public void preroll(Duration changed) {
            preroll = changed;
        }

        @Override
        public Cursor follow(Runnable grew) {
            return new Caught(leavingBreaks);
        }

        @Override
        public Cursor since(Instant arrival, Runnable grew) {
            return new Caught(leavingBreaks);
        }

        @Override
        public long ringBytes() {
            return 100;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** A cursor that has always caught up. */
    private static final class Caught implements Hub.Cursor {
        private final BooleanSupplier leavingBreaks;

        private Caught(BooleanSupplier leavingBreaks) {
            this.leavingBreaks = leavingBreaks;
        }

        @Override
        public Optional<MediaPacket> next() {
            return Optional.empty();
        }

        @Override
        public void rewindToKey() {}

        @Override
        public boolean rewindTo(long dtsNs) {
            return false;
        }

        @Override
        public int skipToLatestKey() {
            return 0;
        }

        @Override
        public long lost() {
            return 0;
        }

        @Override
        public long behindNs() {
            return 0;
        }

        @Override
        public void close() {
            if (leavingBreaks.getAsBoolean()) {
                throw new IllegalStateException("a bug");
            }
        }
    }

    private static final class NoFrames implements FramePool {
        @Override
        public Frame copy(Picture picture, Instant capturedAt, long index) {
            throw new UnsupportedOperationException("copy");
        }

        @Override
        public int inUse() {
            return 0;
        }

        @Override
        public long bytes() {
            return 0;
        }
    }

    private static final class NoFacts implements LiveFacts {
        @Override
        public void post(LiveFact fact) {}

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
