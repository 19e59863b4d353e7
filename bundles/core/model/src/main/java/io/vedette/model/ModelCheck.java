package io.vedette.model;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelTrial;
import io.vedette.core.spi.model.ModelException;
import java.util.List;

/** The dry run: whether models could serve, asked of those who would run them. Immutable. */
final class ModelCheck {
    private final PresentModels present;
    private final List<ModelTrial> trials;

    ModelCheck(PresentModels present, List<ModelTrial> trials) {
        this.present = present;
        this.trials = List.copyOf(trials);
    }

    /**
     * Tries a model.
     *
     * @return what fits, in one line
     * @throws ModelException what does not
     */
    String of(String id) throws ModelException {
        ModelFile model = present.find(id)
                .orElseThrow(
                        () -> new ModelException("there is no model '" + id + "' here; see ./vedette models list"));
        String runtime = model.attributes().get("runtime");
        ModelTrial trial = trials.stream()
                .filter(each -> each.knows(runtime, model.task()))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        id + ": nothing here runs models of runtime " + runtime + " for task " + model.task()));
        try {
            return id + ": fits; " + trial.run(model);
        } catch (DetectorException e) {
            throw new ModelException(id + ": does not fit: " + e.getMessage());
        }
    }
}
