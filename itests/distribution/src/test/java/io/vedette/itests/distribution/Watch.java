package io.vedette.itests.distribution;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Looks at the twelve cameras ten times a second: how long each went without a picture, and whether its motion ever rested. Thread-safe. */
final class Watch implements AutoCloseable {
    private static final long EVERY_MS = 100;

    private final TwelveCameras cameras;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> looking;
    private final Map<String, Long> pictures = new HashMap<>();
    private final Map<String, Long> changedNs = new HashMap<>();
    private final Map<String, Long> gapsNs = new TreeMap<>();
    private final Set<String> rested = new TreeSet<>();
    private final AtomicReference<Throwable> trouble = new AtomicReference<>();

    Watch(TwelveCameras cameras) {
        this.cameras = cameras;
        looking = clock.scheduleWithFixedDelay(this::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            Map<String, Map<String, Long>> counts = cameras.counts();
            Set<String> moving = cameras.moving();
            synchronized (this) {
                long now = System.nanoTime();
                counts.forEach((id, all) -> note(id, all.get("pictures"), now));
                TwelveCameras.IDS.stream().filter(id -> !moving.contains(id)).forEach(rested::add);
            }
        } catch (IOException | AssertionError e) {
            trouble.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(String id, long count, long now) {
        Long before = pictures.put(id, count);
        Long since = changedNs.get(id);
        if (since != null) {
            gapsNs.merge(id, now - since, Math::max);
        }
        if (before == null || before != count) {
            changedNs.put(id, now);
        }
    }

    /** The longest time without a picture of a camera that is not left out; to a tenth of a second. */
    synchronized Duration worstGap(Set<String> except) {
        return Duration.ofNanos(gapsNs.entrySet().stream()
                .filter(each -> !except.contains(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0));
    }

    /** Cameras that told of no motion at least once, although something moved all the time. */
    synchronized Set<String> rested() {
        return new TreeSet<>(rested);
    }

    /** What kept it from looking, or null. */
    Throwable trouble() {
        return trouble.get();
    }

    @Override
    public void close() {
        looking.cancel(false);
        clock.shutdownNow();
    }
}
