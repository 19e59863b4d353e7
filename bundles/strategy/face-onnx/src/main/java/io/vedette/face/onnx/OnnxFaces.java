package io.vedette.face.onnx;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.vision.model.ModelChoice;
import io.vedette.vision.onnx.ModelLoader;
import io.vedette.vision.onnx.OnnxSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detector of faces, {@code onnx-face}. Without a model for embeddings it serves all the same: faces then have a quality, but
 * nobody can be recognised by them. Thread-safe.
 */
@Component(name = OnnxFaces.PID)
@Designate(ocd = FaceSettings.class)
public final class OnnxFaces implements ObjectDetector {

    static final String PID = "io.vedette.face.onnx";

    private static final Logger LOG = LoggerFactory.getLogger(OnnxFaces.class);
    private static final String RUNTIME = "onnx";
    private static final String TASK = "face-detect";

    private final ModelRepository models;
    private volatile Settings settings = Settings.DEFAULTS;
    /** What is known of a model for embeddings since somebody tried to load it. */
    private volatile Optional<Tried> tried = Optional.empty();

    /** The content of a model, and how many numbers its embeddings have; 0 where it cannot be loaded. */
    private record Tried(String sha256, int size) {}

    /** A bad configuration is told in the log, and the defaults hold instead. */
    @Activate
    public OnnxFaces(@Reference ModelRepository models, Map<String, Object> configuration) {
        this.models = models;
        changed(configuration);
    }

    /** Takes a configuration for the sessions that are opened from now on; a bad one is told in the log, and the last good one stays. */
    @Modified
    void changed(Map<String, Object> configuration) {
        try {
            settings = Settings.of(PID, configuration);
        } catch (IllegalArgumentException e) {
            LOG.warn("{}; the last good settings stay in force", e.getMessage());
        }
    }

    @Override
    public DetectorInfo info() {
        Settings now = settings;
        Map<String, String> attributes = new HashMap<>(Map.of("device", "cpu", "max_batch", "1"));
        Optional<ModelFile> model = detection(now).candidates().stream().findFirst();
        if (model.isEmpty()) {
            return new DetectorInfo(now.name(), TASK, List.of(), 0, 0, attributes);
        }
        ModelFile file = model.get();
        attributes.put("runtime", RUNTIME);
        ModelChoice.tell(file, attributes);
        new EmbeddingChoice(models, now.embedding()).candidate().ifPresent(each -> tell(each, attributes));
        return new DetectorInfo(
                now.name(), TASK, file.labels(), ModelChoice.widthPx(file), ModelChoice.heightPx(file), attributes);
    }

    @Override
    public Session open() throws DetectorException {
        Settings now = settings;
        ModelChoice choice = detection(now);
        ModelFile file = choice.checked(choice.candidates().stream().findFirst().orElseThrow(choice::missing));
        try {
            OnnxSession detection = new ModelLoader(file).load(now.threads(), now.concurrency());
            return new FaceSession(detection, embedder(now), now);
        } catch (LinkageError e) {
            throw new DetectorException("ONNX Runtime cannot be loaded on this machine: " + e, e);
        }
    }

    /** What everybody is told of the model for embeddings, unless it is known to be of no use. */
    private void tell(ModelFile file, Map<String, String> attributes) {
        Optional<Tried> known = tried.filter(each -> each.sha256().equals(file.sha256()));
        if (known.isPresent() && known.get().size() == 0) {
            return;
        }
        attributes.put("embedding_model", file.id());
        attributes.put("embedding_sha256", file.sha256());
        known.ifPresent(each -> attributes.put("embedding_size", String.valueOf(each.size())));
    }

    /** The model for embeddings; without one, faces are found all the same. */
    private Optional<Embedder> embedder(Settings now) {
        EmbeddingChoice choice = new EmbeddingChoice(models, now.embedding());
        Optional<ModelFile> file = choice.candidate();
        if (file.isEmpty()) {
            LOG.info("Faces are found, but nobody is recognised: {}", choice.missing());
            return Optional.empty();
        }
        String sha256 = file.get().sha256();
        try {
            Embedder embedder = Embedder.load(file.get(), now.threads());
            tried = Optional.of(new Tried(sha256, embedder.size()));
            return Optional.of(embedder);
        } catch (DetectorException e) {
            tried = Optional.of(new Tried(sha256, 0));
            LOG.warn("Faces are found, but nobody is recognised: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private ModelChoice detection(Settings now) {
        return new ModelChoice(models, RUNTIME, TASK, now.model());
    }
}
