package io.vedette.detector.edgetpu;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.vision.model.ModelChoice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detector of objects on TensorFlow Lite, {@code edgetpu}: which model serves on what, and what is said where none can. No
 * native library is loaded before a model is opened. Thread-safe.
 */
@Component(name = EdgeTpuDetector.PID, service = ObjectDetector.class, property = "service.ranking:Integer=-10")
@Designate(ocd = DetectorSettings.class)
public final class EdgeTpuDetector implements ObjectDetector {

    static final String PID = "io.vedette.detector.edgetpu";

    private static final Logger LOG = LoggerFactory.getLogger(EdgeTpuDetector.class);
    private static final String TASK = "detect";
    private static final String RUNTIME = "tflite";

    private final ModelRepository models;
    private final String libraryName;
    private volatile Settings settings = Settings.DEFAULTS;
    /** The models that could not be opened last, by their sha256: with {@code auto}, the next best serves meanwhile. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private volatile String device = Settings.AUTO;

    @Activate
    public EdgeTpuDetector(@Reference ModelRepository models, Map<String, Object> configuration) {
        this(models, configuration, EdgeTpuLibrary.NAME);
    }

    EdgeTpuDetector(ModelRepository models, Map<String, Object> configuration, String libraryName) {
        this.models = models;
        this.libraryName = libraryName;
        take(configuration);
    }

    @Modified
    void changed(Map<String, Object> configuration) {
        take(configuration);
    }

    /** For the sessions that are opened from now on; a bad one is told in the log, and the last good one stays. */
    private void take(Map<String, Object> configuration) {
        try {
            settings = Settings.of(PID, configuration);
            device = settings.device();
            refused.clear();
        } catch (IllegalArgumentException e) {
            LOG.warn("{}; the last good settings stay in force", e.getMessage());
        }
    }

    @Override
    public DetectorInfo info() {
        Settings now = settings;
        Map<String, String> attributes = new HashMap<>();
        attributes.put("device", device.equals(Settings.EDGETPU) ? Settings.EDGETPU : Settings.CPU);
        attributes.put("max_batch", "1");
        List<ModelFile> candidates = choice(now).candidates();
        Optional<ModelFile> chosen = candidates.stream()
                .filter(file -> !refused.contains(key(file)))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
        if (chosen.isEmpty()) {
            // Nobody misses it who has neither set it up nor asked for it.
            attributes.put("on_request", String.valueOf(now.untouched()));
            return new DetectorInfo(now.name(), TASK, List.of(), 0, 0, attributes);
        }
        ModelFile file = chosen.get();
        attributes.put("runtime", RUNTIME);
        ModelChoice.tell(file, attributes);
        List<String> labels = file.labels().stream()
                .filter(label -> !label.equals(TfliteRun.NO_LABEL))
                .toList();
        return new DetectorInfo(
                now.name(), TASK, labels, ModelChoice.widthPx(file), ModelChoice.heightPx(file), attributes);
    }

    @Override
    public TfliteSession open() throws DetectorException {
        Settings now = settings;
        List<ModelFile> candidates = choice(now).candidates();
        if (candidates.isEmpty()) {
            throw choice(now).missing();
        }
        DetectorException first = null;
        for (ModelFile file : candidates) {
            try {
                return opened(file, now);
            } catch (DetectorException e) {
                refused.add(key(file));
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private TfliteSession opened(ModelFile file, Settings now) throws DetectorException {
        choice(now).checked(file);
        try {
            TfliteSession session = new ModelLoader(file).load(graph -> processor(file, graph, now));
            refused.remove(key(file));
            device = session.device();
            return session;
        } catch (LinkageError e) {
            throw new DetectorException("TensorFlow Lite cannot be loaded on this machine: " + e, e);
        }
    }

    /** The EdgeTPU for what is compiled for it, the CPU for the rest; or why that cannot be. */
    private Processor processor(ModelFile file, Graph graph, Settings now) throws DetectorException {
        if (!graph.compiled()) {
            if (now.device().equals(Settings.EDGETPU)) {
                throw new DetectorException("model " + file.id() + " is not compiled for the EdgeTPU");
            }
            return Processor.cpu(now);
        }
        String compiled = "model " + file.id() + " is compiled for the EdgeTPU, but ";
        if (now.device().equals(Settings.CPU)) {
            throw new DetectorException(compiled + "device = cpu is set, and the CPU cannot run it");
        }
        try {
            EdgeTpuLibrary library = EdgeTpuLibrary.load(libraryName);
            List<EdgeTpuLibrary.Device> devices = library.devices();
            if (devices.isEmpty()) {
                throw new DetectorException("no EdgeTPU is plugged in (" + EdgeTpuLibrary.NAME + " lists none)");
            }
            return Processor.of(new Processor.EdgeTpu(library, devices.get(0)));
        } catch (DetectorException e) {
            throw new DetectorException(compiled + e.getMessage(), e);
        }
    }

    private ModelChoice choice(Settings now) {
        return new ModelChoice(models, RUNTIME, TASK, now.model());
    }

    private static String key(ModelFile file) {
        return file.id() + " " + file.sha256();
    }
}
