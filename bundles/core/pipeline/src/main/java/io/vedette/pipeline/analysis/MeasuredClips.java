package io.vedette.pipeline.analysis;

import io.vedette.core.spi.camera.ClipRuns;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.ObjectEvents;
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
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    private final Following.Tools tools;
    private final ExpertRegistry experts;
    private final CountDownLatch stop = new CountDownLatch(1);

    @Activate
    public MeasuredClips(
            @Reference Hubs hubs,
            @Reference FramePool frames,
            @Reference Scaler scaler,
            @Reference UnloggedEvents events,
            @Reference ExpertRegistry experts) {
        ObjectEvents untold =
                (String camera, EventSettings settings) -> events.open(camera, "measured", settings, message -> {});
        this.tools = new Following.Tools(hubs, experts, frames, scaler, untold);
        this.experts = experts;
    }

    @Override
    public Map<String, Long> follow(Path clip, Set<Switch> off, String level) throws IOException, InterruptedException {
        LevelWish wish = LevelWish.of(level)
                .orElseThrow(() -> new IllegalArgumentException("there is no level of the gate called " + level));
        awaitExperts();
        CameraSettings settings = CameraSettings.of("measured", clip.toString()).withLevel(wish);
        try (Following following = new Following(settings, off, tools)) {
            while (!following.over()) {
                pause();
                following.tick();
            }
            if (!following.readable()) {
                throw new IOException(clip + " cannot be followed: " + following.trouble());
            }
            return following.counters();
        }
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
