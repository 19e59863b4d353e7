package io.vedette.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vedette.core.spi.camera.ClipRuns;
import io.vedette.core.spi.camera.Switch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Processor time of a camera before which nothing happens, at the levels of the idle gate, against the full decode by FFmpeg's
 * executable. Two still clips of different length are followed; what they differ in is the cost once the camera has learnt.
 */
final class IdleCost {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    /** Long enough for all to be learnt and the camera to be asleep. */
    private static final int LEARNING_S = 30;

    /** A level of the gate, and what it may cost of a full decode. */
    private enum Level {
        K("k", 0.15),
        K_P("k+p", 0.25),
        F("f", 1.05);

        final String setting;
        final double budget;

        Level(String setting, double budget) {
            this.setting = setting;
            this.budget = budget;
        }
    }

    private final Workplace place;
    private final ClipRuns clips;

    IdleCost(Workplace place, ClipRuns clips) {
        this.place = place;
        this.clips = clips;
    }

    List<Row> measure() throws IOException, InterruptedException {
        int seconds = place.choose(60, 180);
        Clip brief = Clip.still(place, LEARNING_S);
        Clip lasting = Clip.still(place, LEARNING_S + seconds);
        for (Level level : Level.values()) {
            follow(brief, level);
        }
        List<Double> theirs = new ArrayList<>();
        Map<Level, List<Double>> ours = new EnumMap<>(Level.class);
        int rounds = place.choose(3, 5);
        for (int i = 0; i < rounds; i++) {
            place.tell("idle cameras, round " + (i + 1) + " of " + rounds);
            theirs.add((place.decodeByFfmpeg(lasting) - place.decodeByFfmpeg(brief)) / seconds);
            for (Level level : Level.values()) {
                double spent = follow(lasting, level) - follow(brief, level);
                ours.computeIfAbsent(level, each -> new ArrayList<>()).add(spent / seconds);
            }
        }
        double full = new Samples(theirs).median();
        List<Row> rows = new ArrayList<>();
        for (Level level : Level.values()) {
            double share = new Samples(ours.get(level)).median();
            rows.add(Row.of(
                    "idle camera at level " + level.setting.toUpperCase(Locale.ROOT) + " / full decode",
                    share / full,
                    "x",
                    level.budget,
                    String.format(Locale.ROOT, "%.4f of a core at 720p25, a key frame every 2 s", share)));
        }
        return rows;
    }

    private double follow(Clip clip, Level level) throws IOException, InterruptedException {
        long before = SYSTEM.getProcessCpuTime();
        var watch = new ClipRuns.Watch(level.setting, false);
        clips.follow(new ClipRuns.Order(clip.file(), Set.of(Switch.DETECT), watch, 1));
        return (SYSTEM.getProcessCpuTime() - before) / 1e9;
    }
}
