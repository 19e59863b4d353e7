package io.vedette.shell.doctor;

import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.model.ModelStatus;
import io.vedette.core.spi.model.ModelStatus.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examines who looks for objects, and with which model. Stateless. */
final class ModelCheck {
    /** Models below this rank are made for small machines: they see less than the usual ones. */
    private static final int WEAK_BELOW = 60;

    private static final String DETECTOR = "detector";
    private static final String OBJECTS = "detect";

    private ModelCheck() {}

    static List<Finding> look(List<ModelStatus> models, List<Candidate> candidates) {
        List<Candidate> usual = candidates.stream()
                .filter(each -> each.kind().equals(DETECTOR) && !onRequest(each))
                .toList();
        List<Finding> found = new ArrayList<>();
        found.add(objects(models, usual));
        found.addAll(weak(models, candidates));
        for (Candidate each : usual) {
            boolean noModel = !here(models, each.figures().getOrDefault("task", ""));
            if (each.state() == Candidate.State.UNAVAILABLE && !noModel) {
                found.add(Finding.problem(
                        DETECTOR + " " + each.name(),
                        "Is unavailable, because " + each.because(),
                        "Mend that, or delete its model from models/; vedette:detectors tells more"));
            }
        }
        return found;
    }

    private static boolean onRequest(Candidate candidate) {
        return Boolean.parseBoolean(candidate.figures().get("on_request"));
    }

    private static boolean here(List<ModelStatus> models, String task) {
        return models.stream().anyMatch(each -> each.task().equals(task) && each.place() != Place.ABSENT);
    }

    private static Finding objects(List<ModelStatus> models, List<Candidate> detectors) {
        List<Candidate> lookers = detectors.stream()
                .filter(each -> each.figures().getOrDefault("task", OBJECTS).equals(OBJECTS))
                .toList();
        Optional<Candidate> ready = lookers.stream()
                .filter(each -> each.state() == Candidate.State.READY)
                .findFirst();
        if (ready.isPresent()) {
            return Finding.ok("model", ready.get().figures().getOrDefault("model", "") + " looks for objects");
        }
        if (lookers.stream().anyMatch(each -> each.state() == Candidate.State.LOADING)) {
            return Finding.note("model", "Is being loaded", "Ask again in a few seconds");
        }
        if (here(models, OBJECTS)) {
            return Finding.problem("model", "Is here, but no detector serves with it", "vedette:detectors tells why");
        }
        return Finding.problem(
                "model",
                "No model is here, so nothing but 'moving' is told of: no persons, no cars",
                "vedette:models pull");
    }

    private static List<Finding> weak(List<ModelStatus> models, List<Candidate> candidates) {
        Map<String, ModelStatus> byId = new HashMap<>();
        models.forEach(each -> byId.put(each.id(), each));
        List<Finding> found = new ArrayList<>();
        for (Candidate each : candidates) {
            ModelStatus model = byId.get(each.figures().getOrDefault("model", ""));
            boolean serves = each.kind().equals(DETECTOR) && each.state() == Candidate.State.READY;
            if (serves && onRequest(each) && !each.cameras().isEmpty()) {
                found.add(Finding.note(
                        DETECTOR + " " + each.name(),
                        "Serves " + String.join(", ", each.cameras()) + " as wished, and finds far less than a model",
                        "Set detector = auto for these cameras"));
            } else if (serves && model != null && model.rank() < WEAK_BELOW) {
                found.add(Finding.note(
                        "model " + model.id(),
                        "Serves, but is a weak one (rank " + model.rank() + " of 100)",
                        better(models, model)));
            }
        }
        return found;
    }

    private static String better(List<ModelStatus> models, ModelStatus weak) {
        return models.stream()
                .filter(each -> each.task().equals(weak.task()))
                .max((a, b) -> Integer.compare(a.rank(), b.rank()))
                .filter(best -> best.rank() > weak.rank())
                .map(best -> "vedette:models pull " + best.id())
                .orElse("");
    }
}
