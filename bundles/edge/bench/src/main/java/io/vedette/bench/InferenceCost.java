package io.vedette.bench;

import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.Experts;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Garbage and time of a detector's calls, where there is a model. Confined to one thread. */
final class InferenceCost {

    private static final double GARBAGE_BYTES = 2048;
    /** Why there is nothing to tell of inference. */
    static final String NO_MODEL = "no model is here; get one with: ./vedette models pull";

    private static final String WHAT = "garbage per inference";
    private static final long PATIENCE_MS = 30_000;

    private final Workplace place;
    private final Crowd crowd;
    private final Experts experts;

    InferenceCost(Workplace place, Crowd crowd, Experts experts) {
        this.place = place;
        this.crowd = crowd;
        this.experts = experts;
    }

    List<Row> measure() throws IOException, InterruptedException {
        place.tell("inference");
        if (experts.candidates().stream().noneMatch(InferenceCost::serves)) {
            return List.of(Row.missing(WHAT, "B", GARBAGE_BYTES, NO_MODEL));
        }
        crowd.growTo(1, Map.of("labels", "*"), true);
        long begun = calls();
        place.await(PATIENCE_MS, () -> calls() > begun);
        place.pause(1000L * place.choose(5, 20));
        long first = calls();
        Map<Long, Long> before = Threads.allocated("vedette-detector-");
        place.pause(1000L * place.choose(8, 20));
        long calls = calls() - first;
        long bytes = Threads.between(before, Threads.allocated("vedette-detector-"));
        if (calls == 0) {
            crowd.leave();
            return List.of(Row.missing(WHAT, "B", GARBAGE_BYTES, "no detector was called"));
        }
        Map<String, String> figures = busiest().figures();
        crowd.leave();
        String model = figures.getOrDefault("model", "");
        return List.of(
                Row.of(
                        WHAT,
                        (double) bytes / calls,
                        "B",
                        GARBAGE_BYTES,
                        calls + " calls of " + model + ", on its threads"),
                Row.of("inference, p50", Double.parseDouble(figures.getOrDefault("p50_ms", "0")), "ms", model));
    }

    static boolean serves(Candidate candidate) {
        return candidate.kind().equals("detector") && candidate.state() == Candidate.State.READY;
    }

    private long calls() {
        return experts.candidates().stream().mapToLong(InferenceCost::calls).sum();
    }

    private static long calls(Candidate candidate) {
        return candidate.kind().equals("detector")
                ? Long.parseLong(candidate.figures().getOrDefault("calls", "0"))
                : 0;
    }

    private Candidate busiest() {
        return experts.candidates().stream()
                .max((a, b) -> Long.compare(calls(a), calls(b)))
                .orElseThrow();
    }
}
