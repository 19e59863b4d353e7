package io.vedette.detector.onnx;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.vision.model.Family;
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
    private static final Map<String, String> DEFAULT_MODELS =
            Map.of("detect", "coco-yolox-nano", "face-detect", "face-yunet-640");

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
        Optional<ModelFile> model = chosen(now);
        if (model.isEmpty()) {
            return new DetectorInfo(now.name(), now.task(), List.of(), 0, 0, Map.of("device", "cpu", "max_batch", "1"));
        }
        ModelFile file = model.get();
        Map<String, String> attributes = new HashMap<>();
        attributes.put("device", "cpu");
        attributes.put("max_batch", "1");
        attributes.put("runtime", RUNTIME);
        attributes.put("model", file.id());
        attributes.put("model_sha256", file.sha256());
        attributes.put("family", file.family());
        String[] input = file.attributes().getOrDefault("input", "").split("x", -1);
        int width = pixels(input[0]);
        int height = pixels(input[input.length - 1]);
        return new DetectorInfo(now.name(), now.task(), file.labels(), width, height, attributes);
    }

    private static int pixels(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }

    ObjectDetector.Session open() throws DetectorException {
        Settings now = settings;
        ModelFile file = chosen(now).orElseThrow(() -> new DetectorException(missing(now)));
        if (!file.task().equals(now.task())) {
            throw new DetectorException("model " + file.id() + " is for " + file.task() + ", not for " + now.task());
        }
        try {
            return new ModelLoader(file).load(now.threads(), now.concurrency());
        } catch (LinkageError e) {
            throw new DetectorException("ONNX Runtime cannot be loaded on this machine: " + e, e);
        }
    }

    private Optional<ModelFile> chosen(Settings now) {
        if (!now.model().equals(Settings.AUTO)) {
            return models.find(now.model());
        }
        return models.present(now.task(), RUNTIME).stream()
                .filter(file -> Family.KNOWN.contains(file.family()))
                .findFirst();
    }

    private static String missing(Settings now) {
        boolean any = now.model().equals(Settings.AUTO);
        String wanted = any ? DEFAULT_MODELS.get(now.task()) : now.model();
        String what = any
                ? "no model for " + now.task() + " is there"
                : "the model " + wanted + " is not there, or not whole";
        return what + "; get one with: ./vedette models pull " + wanted;
    }
}
