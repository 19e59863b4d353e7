package io.vedette.vision.model;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import java.util.List;

/**
 * What is known of a model once it is loaded. Immutable.
 *
 * @param id the catalogue's name of it
 * @param inputName what the graph calls its input
 * @param input what it is to be shown
 * @param shape the sizes of its input and outputs
 * @param family how its outputs are to be read
 * @param labels in the order of its classes
 * @param overlap the intersection over union above which the weaker of two is dropped
 */
public record LoadedModel(
        String id,
        String inputName,
        ModelInput input,
        Shape shape,
        Family family,
        List<String> labels,
        double overlap) {

    /** A model whose outputs fit its family. */
    public static LoadedModel of(ModelFile file, String inputName, Shape shape, ModelInput input)
            throws DetectorException {
        Family family = Family.of(file.family(), shape, file.labels().size());
        String overlap = file.attributes().getOrDefault("nms", String.valueOf(family.overlap()));
        try {
            return new LoadedModel(
                    file.id(), inputName, input, shape, family, file.labels(), Double.parseDouble(overlap));
        } catch (NumberFormatException e) {
            throw new DetectorException("the options of model " + file.id() + " cannot be used: " + e.getMessage(), e);
        }
    }
}
