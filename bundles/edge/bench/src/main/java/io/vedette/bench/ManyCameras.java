package io.vedette.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vedette.core.spi.camera.ClipRuns;
import io.vedette.core.spi.camera.Switch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a picture costs when many cameras take turns, against a single one: a small clip, which lies in memory, is followed by so
 * many lanes at once at full speed. Beside it, what the process grows by for each. Confined to one thread.
 */
final class ManyCameras {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final double BUDGET = 1.35;
    private static final double NATIVE_MB = 6;
    private static final int SECONDS = 6;
    /** So that a round of one camera is long enough to be measured. */
    private static final int LEAST_RUNS = 24;

    private static final long SAMPLE_MS = 100;

    private final Workplace place;
    private final ClipRuns clips;
    private final Optional<Memory> before;

    /**
     * Nothing measured yet.
     *
     * @param before the process when it had not had many cameras, since not all that is freed goes back to the system
     */
    ManyCameras(Workplace place, ClipRuns clips, Optional<Memory> before) {
        this.place = place;
        this.clips = clips;
        this.before = before;
    }

    List<Row> measure() throws IOException, InterruptedException {
        Clip clip = Clip.small(place, SECONDS);
        List<Integer> crowds = place.quick() ? List.of(64) : List.of(64, 256);
        int rounds = place.choose(3, 5);
        perPicture(clip, 1);
        List<Row> rows = new ArrayList<>();
        for (int cameras : crowds) {
            List<Double> ratios = new ArrayList<>();
            Optional<Double> grown = Optional.empty();
            for (int i = 0; i < rounds; i++) {
                place.tell(cameras + " cameras, round " + (i + 1) + " of " + rounds);
                double alone = perPicture(clip, 1);
                if (i == 0) {
                    grown = growth(clip, cameras);
                }
                ratios.add(perPicture(clip, cameras) / alone);
            }
            rows.add(Row.of(
                    "cost per picture, " + cameras + " cameras / one",
                    new Samples(ratios).median(),
                    "x",
                    BUDGET,
                    "process CPU, 640x480, from memory, median of " + rounds + " pairs"));
            String what = "native memory, each of " + cameras + " at 480p";
            rows.add(grown.map(mb -> Row.of(what, mb / cameras, "MB", NATIVE_MB, "most while all are decoded"))
                    .orElseGet(() -> Row.missing(what, "MB", NATIVE_MB, "this system does not tell it")));
        }
        return rows;
    }

    private double perPicture(Clip clip, int cameras) throws IOException, InterruptedException {
        int runs = Math.max(1, LEAST_RUNS / cameras);
        long before = SYSTEM.getProcessCpuTime();
        for (int i = 0; i < runs; i++) {
            follow(clip, cameras);
        }
        return (double) (SYSTEM.getProcessCpuTime() - before) / runs / cameras;
    }

    private void follow(Clip clip, int cameras) throws IOException, InterruptedException {
        var watch = new ClipRuns.Watch("never", false);
        clips.follow(new ClipRuns.Order(clip.file(), Set.of(Switch.DETECT), watch, cameras));
    }

    /** What the process grows by at most, MB; sampled by a thread of its own meanwhile. */
    private Optional<Double> growth(Clip clip, int cameras) throws IOException, InterruptedException {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        double[] most = {before.get().resident()};
        AtomicBoolean over = new AtomicBoolean();
        Thread sampler = new Thread(() -> sample(most, over), "vedette-bench-memory");
        sampler.setDaemon(true);
        sampler.start();
        try {
            follow(clip, cameras);
        } finally {
            over.set(true);
            sampler.join();
        }
        return Optional.of(most[0] - before.get().resident());
    }

    private void sample(double[] most, AtomicBoolean over) {
        try {
            while (!over.get()) {
                most[0] = Math.max(most[0], Memory.residentNow());
                place.pause(SAMPLE_MS);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
