package io.vedette.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vedette.core.spi.camera.ClipRuns;
import io.vedette.core.spi.camera.Switch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Processor time of decoding and motion, against FFmpeg's executable of the same build, by turns on the same clip. */
final class DecodeCost {

    private static final double BUDGET = 1.05;
    private static final int WARM_UPS = 2;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Workplace place;
    private final ClipRuns clips;
    private final Clip clip;

    DecodeCost(Workplace place, ClipRuns clips, Clip clip) {
        this.place = place;
        this.clips = clips;
        this.clip = clip;
    }

    List<Row> measure() throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UPS; i++) {
            place.tell("decoding, warm-up " + (i + 1));
            ours(Set.of(Switch.DETECT));
            place.decodeByFfmpeg(clip);
        }
        List<Double> ratios = new ArrayList<>();
        List<Double> plainRatios = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        int rounds = place.choose(3, 7);
        for (int i = 0; i < rounds; i++) {
            place.tell("decoding, round " + (i + 1) + " of " + rounds);
            double ffmpeg = place.decodeByFfmpeg(clip);
            double withMotion = ours(Set.of(Switch.DETECT));
            double plain = ours(Set.of(Switch.DETECT, Switch.MOTION));
            theirs.add(ffmpeg);
            ours.add(withMotion);
            ratios.add(withMotion / ffmpeg);
            plainRatios.add(plain / ffmpeg);
        }
        String how = "process CPU at full speed, median of " + rounds + " pairs; ";
        double pictures = clip.seconds() * (double) Clip.FPS;
        return List.of(
                Row.of(
                        "decode + motion / FFmpeg's executable",
                        new Samples(ratios).median(),
                        "x",
                        BUDGET,
                        how + "motion at 5 pictures/s"),
                Row.of("decode alone / FFmpeg's executable", new Samples(plainRatios).median(), "x", how + "no motion"),
                Row.of(
                        "decode + motion, CPU per picture",
                        1e6 * new Samples(ours).median() / pictures,
                        "us",
                        "reading included"),
                Row.of(
                        "FFmpeg's executable, CPU per picture",
                        1e6 * new Samples(theirs).median() / pictures,
                        "us",
                        "-threads 1 -i CLIP -f null -"));
    }

    private double ours(Set<Switch> off) throws IOException, InterruptedException {
        long before = SYSTEM.getProcessCpuTime();
        clips.follow(new ClipRuns.Order(clip.file(), off));
        return (SYSTEM.getProcessCpuTime() - before) / 1e9;
    }
}
