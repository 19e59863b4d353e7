package io.vedette.detector.cuda;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A detector on a GPU: which model serves, on which GPU and by what, and what is said where that cannot be. Thread-safe. */
final class CudaDetector {

    private static final Logger LOG = LoggerFactory.getLogger(CudaDetector.class);
    private static final String RUNTIME = "onnx";
    /** In what ONNX Runtime says where a part of it cannot be loaded. */
    private static final Pattern UNLOADABLE = Pattern.compile("Failed to load library \\S*?([^/ ]+) with error: (.*)");

    private final ModelRepository models;
    private final Gpus gpus;
    private final List<Accelerator> accelerators;
    private final String pid;
    private final String name;
    private volatile Settings settings;
    private volatile int mostLooks = 1;
    private volatile String provider = "";
    private volatile String lastFallback = "";

    /** What a session runs on, and what of it. */
    private record Place(ModelFile model, Accelerator accelerator, Accelerator.Share share) {}

    /**
     * A bad configuration is told in the log, and the defaults hold instead.
     *
     * @param accelerators the best first
     * @param name what it is called where the configuration says nothing
     */
    CudaDetector(ModelRepository models, Gpus gpus, List<Accelerator> accelerators, String pid, String name) {
        this.models = models;
        this.gpus = gpus;
        this.accelerators = List.copyOf(accelerators);
        this.pid = pid;
        this.name = name;
        this.settings = Settings.of(pid, Map.of(), name);
    }

    /** Takes a configuration for the sessions that are opened from now on; a bad one is told in the log, and the last good one stays. */
    void change(Map<String, ?> configuration) {
        try {
            settings = Settings.of(pid, configuration, name);
        } catch (IllegalArgumentException e) {
            LOG.warn("{}; the last good settings stay in force", e.getMessage());
        }
    }

    Settings settings() {
        return settings;
    }

    DetectorInfo info() {
        Settings now = settings;
        Map<String, String> attributes = new HashMap<>();
        attributes.put("device", "gpu");
        attributes.put("runtime", RUNTIME);
        attributes.put("max_batch", String.valueOf(mostLooks));
        if (!provider.isEmpty()) {
            attributes.put("provider", provider);
        }
        Optional<ModelFile> model = choice(now).candidates().stream().findFirst();
        if (model.isEmpty()) {
            return new DetectorInfo(now.name(), now.task(), List.of(), 0, 0, attributes);
        }
        ModelFile file = model.get();
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
        ModelFile model =
                choice.checked(choice.candidates().stream().findFirst().orElseThrow(choice::missing));
        DetectorException better = null;
        for (Accelerator accelerator : accelerators) {
            if (!now.provider().equals(Settings.AUTO) && !now.provider().equals(accelerator.name())) {
                continue;
            }
            try {
                ObjectDetector.Session session = open(now, model, accelerator);
                fellBack(now.name(), accelerator, better);
                return session;
            } catch (DetectorException e) {
                better = e;
            }
        }
        throw better == null ? new DetectorException("there is no " + now.provider()) : better;
    }

    /** Told once for each reason: an operator may want to mend it. */
    private void fellBack(String detector, Accelerator to, DetectorException from) {
        String reason = from == null ? "" : from.getMessage();
        if (!reason.isEmpty() && !reason.equals(lastFallback)) {
            LOG.warn(
                    "Detector {} runs on {}, since the better {} cannot: {}",
                    detector,
                    to,
                    accelerators.get(0),
                    reason);
        }
        lastFallback = reason;
    }

    private ObjectDetector.Session open(Settings now, ModelFile model, Accelerator accelerator)
            throws DetectorException {
        gpus.ready(accelerator);
        MemoryBudget.Lease lease = gpus.take(now.device(), now.memoryMb());
        ObjectDetector.Session opened = null;
        try {
            String engines = gpus.engines(model, lease.gpu(), now.fp16());
            Accelerator.Share share = new Accelerator.Share(lease.gpu().number(), now.memoryMb(), now.fp16(), engines);
            OnnxSession session = load(now, new Place(model, accelerator, share));
            mostLooks = session.mostLooks();
            provider = accelerator.name();
            opened = new LeasedSession(session, lease);
            LOG.info("Detector {} runs by {} on {} with {} MB", now.name(), accelerator, lease.gpu(), now.memoryMb());
            return opened;
        } finally {
            if (opened == null) {
                lease.close();
            }
        }
    }

    /** Whole on the GPU; where some of the model's operations are only there for the CPU, that is said. */
    private static OnnxSession load(Settings now, Place place) throws DetectorException {
        try {
            return load(now, place, "1");
        } catch (DetectorException e) {
            Matcher unloadable = UNLOADABLE.matcher(String.valueOf(e.getMessage()));
            if (unloadable.find()) {
                throw new DetectorException(unloadable.group(1) + " cannot be loaded: " + unloadable.group(2), e);
            }
            if (!String.valueOf(e.getMessage()).contains("fallback to CPU EP")) {
                throw e;
            }
            LOG.warn(
                    "Detector {} runs parts of model {} on the CPU, since {} cannot",
                    now.name(),
                    place.model().id(),
                    place.accelerator());
            return load(now, place, "0");
        }
    }

    private static OnnxSession load(Settings now, Place place, String wholeOnGpu) throws DetectorException {
        ModelLoader.Providers providers = options -> {
            options.addConfigEntry("session.disable_cpu_ep_fallback", wholeOnGpu);
            place.accelerator().adding().addTo(options, place.share());
        };
        return new ModelLoader(place.model(), providers).load(1, now.concurrency(), now.batch());
    }

    private ModelChoice choice(Settings now) {
        return new ModelChoice(models, RUNTIME, now.task(), now.model());
    }
}
