package io.vedette.face.onnx;

import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.vision.model.ModelChoice;
import java.util.Optional;

/**
 * Which model may make embeddings. Immutable.
 *
 * @param models those that are present
 * @param wish a model's id, {@link ModelChoice#AUTO} for the best that is present, or {@link #NONE}
 */
record EmbeddingChoice(ModelRepository models, String wish) {

    static final String NONE = "none";

    private static final String TASK = "face-embed";

    /** The best that may serve. */
    Optional<ModelFile> candidate() {
        if (wish.equals(NONE)) {
            return Optional.empty();
        }
        if (!wish.equals(ModelChoice.AUTO)) {
            return models.find(wish).filter(EmbeddingChoice::fits);
        }
        return models.present(TASK, "onnx").stream()
                .filter(EmbeddingChoice::fits)
                .findFirst();
    }

    private static boolean fits(ModelFile file) {
        return file.task().equals(TASK) && Embedder.FAMILIES.contains(file.family());
    }

    /** Why there is none, with what helps; for people. */
    String missing() {
        if (wish.equals(NONE)) {
            return "embedding is none";
        }
        if (wish.equals(ModelChoice.AUTO)) {
            return "no model for " + TASK + " is there; get one with: ./vedette models pull face-embed-mobilefacenet";
        }
        return models.find(wish)
                .map(file -> "model " + file.id() + " is for " + file.task() + " of family " + file.family()
                        + ", not for " + TASK + " of "
                        + String.join(
                                " or ", Embedder.FAMILIES.stream().sorted().toList()))
                .orElseGet(() -> "the model " + wish
                        + " is not there, or not whole; get one with: ./vedette models pull " + wish);
    }
}
