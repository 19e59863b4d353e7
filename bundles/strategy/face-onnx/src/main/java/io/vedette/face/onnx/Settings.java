package io.vedette.face.onnx;

import io.vedette.vision.model.ModelChoice;
import io.vedette.vision.model.Option;
import java.util.Map;

/**
 * What the owner wants of the detector of faces. Immutable.
 *
 * @param name the detector's name, {@code [a-z0-9.-]{1,40}}
 * @param model finds faces: an id of the catalogue, or {@code auto} for the best that is present
 * @param embedding tells faces apart: an id of the catalogue, {@code auto}, or {@code none}
 * @param threads how many threads one run of a model uses, 1 to 64
 * @param concurrency how many calls may go on at once, 1 to 256
 * @param leastQuality what a face must be worth to get an embedding, 0 to 1
 * @param mostEmbeddings how many faces of a look get one at most, 1 to 64
 */
record Settings(
        String name,
        String model,
        String embedding,
        int threads,
        int concurrency,
        double leastQuality,
        int mostEmbeddings) {

    private static final int MOST_THREADS = 64;
    private static final int MOST_CALLS = 256;
    private static final int MOST_FACES = 64;

    /** What holds where nothing is configured: one thread a run, as many calls as there are processors. */
    static final Settings DEFAULTS = new Settings(
            "onnx-face",
            ModelChoice.AUTO,
            ModelChoice.AUTO,
            1,
            Math.min(MOST_CALLS, Runtime.getRuntime().availableProcessors()),
            0.2,
            8);

    /**
     * Reads and checks a configuration.
     *
     * @throws IllegalArgumentException a value cannot be used; the message names PID, key, value and range
     */
    static Settings of(String pid, Map<String, ?> configuration) {
        Option option = new Option(pid, configuration);
        return new Settings(
                option.text("name", DEFAULTS.name(), "[a-z0-9.-]{1,40}", "[a-z0-9.-]{1,40}"),
                option.text("model", DEFAULTS.model(), ".{1,100}", "at most 100 characters"),
                option.text("embedding", DEFAULTS.embedding(), ".{1,100}", "at most 100 characters"),
                option.number("threads", DEFAULTS.threads(), 1, MOST_THREADS),
                option.number("concurrency", DEFAULTS.concurrency(), 1, MOST_CALLS),
                option.share("least-quality", DEFAULTS.leastQuality()),
                option.number("most-embeddings", DEFAULTS.mostEmbeddings(), 1, MOST_FACES));
    }
}
