package io.vedette.pipeline.analysis;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.camera.ClipRuns;
import io.vedette.core.spi.event.UnloggedEvents;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.media.FramePool;
import io.vedette.core.spi.media.Hubs;
import io.vedette.core.spi.media.Scaler;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.gate.LevelWish;
import io.vedette.pipeline.lane.Following;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Clips that are followed to be measured, not to be told of. Thread-safe. */
@Component
public final class MeasuredClips implements ClipRuns {

    private static final long STEP_MS = 50;
    private static final long EXPERTS_WITHIN_MS = 60_000;
    private static final Set<String> NEEDED = Set.of("decoder", "motion", "tracker");

    /** By who is to be told of events. */
    private final Function<Consumer<EventMessage>, Following.Tools> tools;

    private final ExpertRegistry experts;
    private final CountDownLatch stop = new CountDownLatch(1);

    @Activate
    public MeasuredClips(
            @Reference Hubs hubs,
            @Reference FramePool frames,
            @Reference Scaler scaler,
            @Reference UnloggedEvents events,
            @Reference ExpertRegistry experts) {
        this.tools = told -> new Following.Tools(
                hubs, experts, frames, scaler, (camera, settings) -> events.open(camera, camera, settings, told));
        this.experts = experts;
    }

    @Override
    public Outcome follow(Order order) throws IOException, InterruptedException {
        LevelWish level = LevelWish.of(order.watch().level())
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no level of the gate called " + order.watch().level()));
        awaitExperts();
        List<CameraSettings> cameras = new ArrayList<>();
        for (int i = 0; i < order.cameras(); i++) {
            CameraSettings settings =
                    CameraSettings.of("measured-" + i, order.clip().toString());
            cameras.add(order.watch().always() ? settings.withAlways() : settings.withLevel(level));
        }
        return follow(order, cameras);
    }

    private Outcome follow(Order order, List<CameraSettings> cameras) throws IOException, InterruptedException {
        Map<UUID, String> latest = new ConcurrentHashMap<>();
        Following.Tools told = tools.apply(message -> latest.put(message.eventId(), message.json()));
        ExecutorService shared = Executors.newFixedThreadPool(
                Math.min(order.cameras(), Runtime.getRuntime().availableProcessors()));
        List<Following> all = new ArrayList<>();
        try {
            for (CameraSettings settings : cameras) {
                all.add(new Following(settings, order.off(), told, shared));
            }
            while (!all.stream().allMatch(Following::over)) {
                pause();
                all.forEach(Following::tick);
            }
        } finally {
            all.forEach(Following::close);
            shared.shutdown();
        }
        Map<String, Long> counters = new TreeMap<>();
        for (Following each : all) {
            if (!each.readable()) {
                throw new IOException(order.clip() + " cannot be followed: " + each.trouble());
            }
            each.counters().forEach((name, count) -> counters.merge(name, count, Long::sum));
        }
        return new Outcome(counters, List.copyOf(latest.values()));
    }

    /** Plug-ins come after the rooms of core. */
    private void awaitExperts() throws IOException, InterruptedException {
        for (long waitedMs = 0; !kinds().containsAll(NEEDED); waitedMs += STEP_MS) {
            if (waitedMs > EXPERTS_WITHIN_MS) {
                throw new IOException("of the experts that a clip needs there are only " + kinds());
            }
            pause();
        }
    }

    private Set<String> kinds() {
        return experts.candidates().stream().map(Candidate::kind).collect(Collectors.toSet());
    }

    private void pause() throws InterruptedException {
        if (stop.await(STEP_MS, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the program stops");
        }
    }

    @Deactivate
    void stop() {
        stop.countDown();
    }
}
