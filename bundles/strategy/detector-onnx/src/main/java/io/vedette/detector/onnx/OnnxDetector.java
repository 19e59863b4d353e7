package io.vedette.detector.onnx;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.vision.model.ModelChoice;
import io.vedette.vision.onnx.ModelLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector for one task: which model serves, and what is said where there is none. The components of this bundle each put one
 * into the registry. Thread-safe.
 */
final class OnnxDetector {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxDetector.class);
    private static final String RUNTIME = "onnx";

    private final ModelRepository models;
    private final String pid;
    private final Settings defaults;
    private volatile Settings settings;

    /** A bad configuration is told in the log, and the defaults hold instead. */
    OnnxDetector(ModelRepository models, String pid, Map<String, ?> configuration, Settings defaults) {
        this.models = models;
        this.pid = pid;
        this.defaults = defaults;
        this.settings = defaults;
        change(configuration);
    }

    /** Takes a configuration for the sessions that are opened from now on; a bad one is told in the log, and the last good one stays. */
    void change(Map<String, ?> configuration) {
        try {
            settings = Settings.of(pid, configuration, defaults);
        } catch (IllegalArgumentException e) {
            LOG.warn("{}; the last good settings stay in force", e.getMessage());
        }
    }

    Settings settings() {
        return settings;
    }

    DetectorInfo info() {
        Settings now = settings;
        Optional<ModelFile> model = choice(now).candidates().stream().findFirst();
        if (model.isEmpty()) {
            return new DetectorInfo(now.name(), now.task(), List.of(), 0, 0, Map.of("device", "cpu", "max_batch", "1"));
        }
        ModelFile file = model.get();
        Map<String, String> attributes = new HashMap<>();
        attributes.put("device", "cpu");
        attributes.put("max_batch", "1");
        attributes.put("runtime", RUNTIME);
        ModelChoice.tell(file, attributes);
        return new DetectorInfo(
                now.name(),
                now.task(),
                file.labels(),
                ModelChoice.widthPx(file),
                ModelChoice.heightPx(file),
                attributes);
    }

    ObjectDetector.Session open() throws DetectorException {
        Settings now = settings;
        ModelChoice choice = choice(now);
        ModelFile file = choice.checked(choice.candidates().stream().findFirst().orElseThrow(choice::missing));
        try {
            return new ModelLoader(file).load(now.threads(), now.concurrency());
        } catch (LinkageError e) {
            throw new DetectorException("ONNX Runtime cannot be loaded on this machine: " + e, e);
        }
    }

    private ModelChoice choice(Settings now) {
        return new ModelChoice(models, RUNTIME, now.task(), now.model());
    }
}
