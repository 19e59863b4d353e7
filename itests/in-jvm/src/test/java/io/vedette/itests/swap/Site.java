package io.vedette.itests.swap;

import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.LookOutcome;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.event.Pressed;
import io.vedette.core.spi.event.Pressing;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.media.FramePool;
import io.vedette.core.spi.store.Home;
import io.vedette.testkit.osgi.OsgiWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionTimeoutException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedServiceFactory;

/** The real hub, lane and registry in an OSGi framework, between experts and listeners of the test. */
final class Site implements AutoCloseable {

    private static final List<String> SHARED =
            List.of("io.vedette.api", "io.vedette.core.spi", "io.vedette.native.javacv", "org.osgi.service.cm");

    final OsgiWorld world;
    /** Answered looks by camera, as the event life cycle gets them: the detector's name of each. */
    final Map<String, List<String>> outcomes = new ConcurrentHashMap<>();
    /** Ids of tracks by camera. */
    final Map<String, List<Long>> trackIds = new ConcurrentHashMap<>();

    final List<LiveFact> facts = new CopyOnWriteArrayList<>();

    private Site(OsgiWorld world) {
        this.world = world;
    }

    static Site start(Path folder) throws Exception {
        System.setProperty("vedette.leaks", "true");
        OsgiWorld world = OsgiWorld.start(folder.resolve("framework"), SHARED, Map.of(), List.of());
        Site site = new Site(world);
        Path home = Files.createDirectories(folder.resolve("home"));
        site.register(
                Home.class,
                new Home() {
                    @Override
                    public Path root() {
                        return home;
                    }

                    @Override
                    public Optional<Path> modelMirror() {
                        return Optional.empty();
                    }
                },
                0);
        site.register(InstantSource.class, InstantSource.system(), 0);
        site.register(ObjectEvents.class, site::events, 0);
        site.register(LiveFacts.class, site.board(), 0);
        world.install("io.vedette.media").start();
        world.install("io.vedette.pipeline").start();
        return site;
    }

    private ObjectEvents.Session events(String camera, EventSettings settings) {
        return new ObjectEvents.Session() {
            @Override
            public void look(LookOutcome outcome) {
                outcomes.computeIfAbsent(camera, c -> new CopyOnWriteArrayList<>())
                        .add(outcome.detector().get("name"));
                outcome.tracks().forEach(track -> trackIds.computeIfAbsent(camera, c -> new CopyOnWriteArrayList<>())
                        .add(track.id()));
            }

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
            public void configure(EventSettings changed) {}

            @Override
            public void endAll(Instant at) {}

            @Override
            public void close() {}
        };
    }

    private LiveFacts board() {
        return new LiveFacts() {
            @Override
            public void post(LiveFact fact) {
                facts.add(fact);
            }

            @Override
            public List<LiveFact> current() {
                return List.copyOf(facts);
            }

            @Override
            public Subscription subscribe(Listener listener) {
                return () -> {};
            }
        };
    }

    <T> ServiceRegistration<T> register(Class<T> type, T service, int ranking) {
        return world.context()
                .registerService(type, service, FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, ranking)));
    }

    void camera(String id, String... keysAndValues) throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("uri", "demo:");
        // Each packet is to become a picture.
        settings.put("gate.level", "never");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        world.service(ManagedServiceFactory.class)
                .updated("io.vedette.camera~" + id, FrameworkUtil.asDictionary(settings));
    }

    CameraStatus status(String id) {
        return world.service(Cameras.class).find(id).orElseThrow();
    }

    long count(String id, String counter) {
        return status(id).counters().get(counter);
    }

    int answers(String id, String detector) {
        return (int) outcomes.getOrDefault(id, List.of()).stream()
                .filter(detector::equals)
                .count();
    }

    /** Waits until a detector has answered so many more looks of a camera. */
    void awaitAnswers(String id, String detector, int more) {
        int target = answers(id, detector) + more;
        try {
            await().until(() -> answers(id, detector) >= target);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "answers of " + detector + ": " + answers(id, detector) + " of " + target + "; " + status(id), e);
        }
    }

    Candidate candidate(String kind, String name) {
        return world.service(Experts.class).candidates().stream()
                .filter(c -> c.kind().equals(kind) && c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Removes all cameras; every frame must then be back, or it is told where it was taken. */
    @Override
    public void close() throws Exception {
        for (CameraStatus camera : world.service(Cameras.class).all()) {
            world.service(ManagedServiceFactory.class).deleted("io.vedette.camera~" + camera.id());
        }
        FramePool frames = world.service(FramePool.class);
        try {
            await().until(() -> frames.inUse() == 0);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("frames were not given back: " + frames.leaks(), e);
        } finally {
            world.close();
        }
    }
}
