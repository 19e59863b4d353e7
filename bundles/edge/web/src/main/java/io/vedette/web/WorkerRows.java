package io.vedette.web;

import io.vedette.core.spi.health.HealthReport.Check;
import io.vedette.core.spi.health.HealthReport.Status;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.core.spi.worker.Workers;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the health page says of workers: one row for all, and one for each that broke lately or breaks again and again. */
final class WorkerRows {

    private WorkerRows() {}

    /** Adds to the words of each worker, and to the rows. */
    static void add(List<Workers> crews, Map<String, String> words, List<Check> rows) {
        List<WorkerState> all = crews.stream()
                .flatMap(crew -> crew.workers().stream())
                .sorted(Comparator.comparing(WorkerState::name))
                .toList();
        all.forEach(each -> words.put("worker " + each.name(), word(each)));
        long well = all.stream()
                .filter(each -> each.status() == WorkerState.Status.RUNNING)
                .count();
        if (!all.isEmpty()) {
            String others = well == all.size() ? "" : " without trouble, " + (all.size() - well) + " had some";
            rows.add(new Check("workers", Status.OK, well + " run" + others));
        }
        all.stream()
                .filter(each -> each.status() != WorkerState.Status.RUNNING)
                .map(WorkerRows::row)
                .forEach(rows::add);
    }

    private static String word(WorkerState worker) {
        String word = worker.status().name().toLowerCase(Locale.ROOT);
        return worker.restarts() == 0 ? word : word + ", " + worker.restarts() + " restarts";
    }

    private static Check row(WorkerState worker) {
        String since = worker.since().truncatedTo(ChronoUnit.SECONDS).toString();
        String last = worker.lastFailure().isEmpty() ? "" : ", last: " + worker.lastFailure();
        String broke = "broke " + worker.restarts() + " times" + last;
        return switch (worker.status()) {
            case RUNNING, RESTARTED -> row(worker, Status.WARN, "runs again since " + since + "; " + broke);
            case FAILING -> row(worker, critical(worker), "breaks again and again since " + since + "; " + broke);
            case ENDED -> row(worker, critical(worker), "has ended; " + broke);
        };
    }

    private static Status critical(WorkerState worker) {
        return worker.vital() ? Status.CRITICAL : Status.WARN;
    }

    private static Check row(WorkerState worker, Status status, String sentence) {
        return new Check("worker " + worker.name(), status, sentence + "; see log/vedette.log");
    }
}
