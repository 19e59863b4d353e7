package io.vedette.pipeline.lane;

import io.vedette.testkit.yard.Visit;
import io.vedette.testkit.yard.Yard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What many runs at one level came to. Confined to one thread. */
final class GateScore {

    /** After the beginning, and around visits, nothing is counted as idle. */
    private static final int IDLE_FROM_S = 60;

    private static final double AFTERGLOW_S = 8;

    private final int clipS;
    private final List<Double> onsets = new ArrayList<>();
    private final List<Double> starts = new ArrayList<>();
    private final List<Double> firstEvents = new ArrayList<>();
    private final List<Double> awake = new ArrayList<>();
    private final List<Double> decoded = new ArrayList<>();
    private final List<String> misses = new ArrayList<>();
    private int promised;
    private int promisedNoticed;
    private int brief;
    private int briefNoticed;
    private long looks;
    private long seconds;

    /** No runs yet, of clips of so many seconds. */
    GateScore(int clipS) {
        this.clipS = clipS;
    }

    /**
     * Takes in a run.
     *
     * @param promisedS what is visible for so long was promised to be noticed
     * @param clip what the clip was, in words
     */
    void add(Yard yard, GateRun.Result result, double promisedS, String clip) {
        for (int i = 0; i < yard.visits().size(); i++) {
            Visit visit = yard.visits().get(i);
            double lengthS = visit.toS() - visit.fromS();
            boolean noticed = !Double.isNaN(result.onsetsS().get(i));
            if (noticed) {
                onsets.add(result.onsetsS().get(i));
                starts.add(result.firstSeenS().get(i));
            }
            if (lengthS >= promisedS) {
                promised++;
                promisedNoticed += noticed ? 1 : 0;
                if (!noticed) {
                    misses.add(clip + ": " + visit);
                }
            } else {
                brief++;
                briefNoticed += noticed ? 1 : 0;
            }
        }
        firstEvents.addAll(GateRun.firstEventsS(result, yard));
        awake.add(result.idleShare(result.awake(), yard, IDLE_FROM_S, clipS, AFTERGLOW_S));
        decoded.add(result.idleShare(result.decoded(), yard, IDLE_FROM_S, clipS, AFTERGLOW_S));
        looks += result.looks();
        seconds += clipS;
    }

    int promised() {
        return promised;
    }

    /** Visits that were promised to be noticed and were not. */
    List<String> misses() {
        return misses;
    }

    double meanAwake() {
        return mean(awake);
    }

    private static double mean(List<Double> shares) {
        return shares.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    double worstStartS() {
        return percentile(starts, 1);
    }

    double onsetS(double share) {
        return percentile(onsets, share);
    }

    double firstEventS(double share) {
        return percentile(firstEvents, share);
    }

    /** The share of looks at every due picture that was not needed. */
    double looksSaved() {
        return 1 - looks / (seconds * 5.0);
    }

    static String head() {
        return String.format(
                "%-6s %12s %12s %24s %18s %20s %18s %14s %12s",
                "level",
                "promised",
                "briefer",
                "onset p50/p95/max s",
                "1st event p50/p95",
                "start p95/max s",
                "idle awake mean/max",
                "idle decoded",
                "looks saved");
    }

    String row(String level) {
        return String.format(
                Locale.ROOT,
                "%-6s %5d of %-4d %4d of %-4d %8.2f %6.2f %6.2f %10.2f %6.2f %12.2f %6.2f %10.1f%% %5.1f%% %12.1f%% %10.0f%%",
                level,
                promisedNoticed,
                promised,
                briefNoticed,
                brief,
                percentile(onsets, 0.5),
                percentile(onsets, 0.95),
                percentile(onsets, 1),
                firstEventS(0.5),
                firstEventS(0.95),
                percentile(starts, 0.95),
                percentile(starts, 1),
                100 * meanAwake(),
                100 * percentile(awake, 1),
                100 * mean(decoded),
                100 * looksSaved());
    }

    private static double percentile(List<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
