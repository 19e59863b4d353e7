package io.vedette.face.onnx;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.PixelLayout.Order;
import io.vedette.api.face.Embedding;
import io.vedette.api.model.ModelFile;
import io.vedette.vision.onnx.VectorModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loaded model that says who an aligned face is like. Thread-safe. */
final class Embedder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Embedder.class);

    /** What a family is shown where the catalogue does not say. */
    private static final Map<String, Map<String, String>> USUAL = Map.of(
            // insightface: RGB, -1 to 1.
            "arcface", Map.of("order", "rgb", "mean", "127.5,127.5,127.5", "std", "127.5,127.5,127.5"),
            // OpenCV's FaceRecognizerSF: blobFromImage with swapRB on a BGR picture, so RGB, 0 to 255.
            "sface", Map.of("order", "rgb"));
    /** The families that can be read. */
    static final Set<String> FAMILIES = USUAL.keySet();

    private final ModelFile file;
    private final VectorModel model;
    private final AtomicLong failures = new AtomicLong();

    private Embedder(ModelFile file, VectorModel model) {
        this.file = file;
        this.model = model;
    }

    /** Loads a model of a known family. */
    static Embedder load(ModelFile file, int threads) throws DetectorException {
        Map<String, String> options = new HashMap<>(USUAL.getOrDefault(file.family(), Map.of()));
        options.putAll(file.attributes());
        ModelFile shown = new ModelFile(file.id(), file.task(), file.family(), file.path(), file.labels(), options);
        VectorModel model = VectorModel.load(shown, threads);
        PixelLayout layout = model.layout();
        if (layout.widthPx() != AlignedFace.SIDE || layout.heightPx() != AlignedFace.SIDE) {
            model.close();
            throw new DetectorException("model " + file.id() + " takes faces of " + layout.widthPx() + "x"
                    + layout.heightPx() + " instead of " + AlignedFace.SIDE + "x" + AlignedFace.SIDE);
        }
        return new Embedder(file, model);
    }

    /** The order of colours that faces must be read in. */
    Order order() {
        return model.layout().order();
    }

    int size() {
        return model.size();
    }

    /** The embedding of a face; empty where the model gives none. */
    Optional<Embedding> embedding(AlignedFace face) {
        try {
            return Optional.of(new Embedding(file.sha256(), model.answer(face.samples())));
        } catch (DetectorException | IllegalArgumentException e) {
            long count = failures.incrementAndGet();
            if (count == 1 || count == 10 || count == 100) {
                LOG.warn("{} time(s) no embedding of a face: {}", count, e.getMessage());
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
