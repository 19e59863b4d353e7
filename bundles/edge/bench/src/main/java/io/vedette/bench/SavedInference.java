package io.vedette.bench;

import io.vedette.core.spi.camera.ClipRuns;
import io.vedette.core.spi.expert.Experts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many looks the gate, motion and the rest of standing objects save on a user's own clip, against a look at every picture that
 * is due; and whether every event is still told. Confined to one thread.
 */
final class SavedInference {

    private static final Pattern EVENT = Pattern.compile(
            "\"label\":\"([^\"]+)\".*\"started_utc\":\"([^\"]+)\",\"ended_utc\":\"([^\"]+)\"", Pattern.DOTALL);
    /** Beginnings and ends are found with looks, which are not the same. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final Workplace place;
    private final ClipRuns clips;
    private final Experts experts;

    SavedInference(Workplace place, ClipRuns clips, Experts experts) {
        this.place = place;
        this.clips = clips;
        this.experts = experts;
    }

    /** What was seen, and from when to when. Immutable. */
    record Seen(String label, Instant from, Instant to) {

        static Optional<Seen> of(String json) {
            Matcher found = EVENT.matcher(json);
            return found.find()
                    ? Optional.of(
                            new Seen(found.group(1), Instant.parse(found.group(2)), Instant.parse(found.group(3))))
                    : Optional.empty();
        }

        boolean meets(Seen other) {
            return label.equals(other.label)
                    && !from.isAfter(other.to.plus(SLACK))
                    && !to.isBefore(other.from.minus(SLACK));
        }
    }

    List<Row> measure(List<Path> files) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            place.tell(name + ", every picture that is due");
            ClipRuns.Outcome all =
                    clips.follow(new ClipRuns.Order(file, Set.of(), new ClipRuns.Watch("never", true), 1));
            place.tell(name + ", with the gate");
            ClipRuns.Outcome gated =
                    clips.follow(new ClipRuns.Order(file, Set.of(), new ClipRuns.Watch("auto", false), 1));
            boolean served = experts.candidates().stream().anyMatch(InferenceCost::serves);
            String what = "inferences saved, " + name;
            rows.add(served ? row(what, all, gated) : Row.missing(what, "%", InferenceCost.NO_MODEL));
        }
        return rows;
    }

    private static Row row(String what, ClipRuns.Outcome all, ClipRuns.Outcome gated) {
        long without = Math.max(1, looks(all));
        List<Seen> told = seen(gated);
        List<Seen> wanted = seen(all);
        long found = wanted.stream()
                .filter(each -> told.stream().anyMatch(each::meets))
                .count();
        return Row.of(
                what,
                100 * (1 - (double) looks(gated) / without),
                "%",
                String.format(
                        Locale.ROOT,
                        "%d looks instead of %d; %d of %d events still told, %d told in all",
                        looks(gated),
                        without,
                        found,
                        wanted.size(),
                        told.size()));
    }

    private static long looks(ClipRuns.Outcome outcome) {
        return outcome.counters().getOrDefault("looks_answered", 0L);
    }

    private static List<Seen> seen(ClipRuns.Outcome outcome) {
        return outcome.events().stream().flatMap(json -> Seen.of(json).stream()).toList();
    }
}
