package io.vedette.detector.cuda;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The GPUs of this machine, and what it takes to use them; shared by all detectors of this bundle. Thread-safe. */
@Component(service = Gpus.class, configurationPid = CudaObjects.PID)
public final class Gpus {

    private static final Logger LOG = LoggerFactory.getLogger(Gpus.class);

    private final Path home;
    private final LinkerPaths linker;
    private final NvidiaSmi nvidiaSmi;
    private final GpuRuntime runtime;
    private final MemoryBudget budget = new MemoryBudget(System::nanoTime);
    private volatile MachineSettings settings;

    @Activate
    public Gpus(BundleContext context, Map<String, Object> configuration) {
        this(home(context), context.getDataFile("runtime").toPath(), LinkerPaths.ofThisProcess(), new NvidiaSmi());
        change(configuration);
    }

    Gpus(Path home, Path copies, LinkerPaths linker, NvidiaSmi nvidiaSmi) {
        this.home = home;
        this.linker = linker;
        this.nvidiaSmi = nvidiaSmi;
        this.runtime = new GpuRuntime(copies);
        this.settings = MachineSettings.of(CudaObjects.PID, Map.of(), home);
    }

    private static Path home(BundleContext context) {
        String told = context.getProperty("vedette.home");
        return told == null || told.isBlank() ? Path.of(System.getProperty("user.home"), ".vedette") : Path.of(told);
    }

    /** Takes a configuration for what is opened from now on; a bad one is told in the log, and the last good one stays. */
    @Modified
    void change(Map<String, ?> configuration) {
        try {
            settings = MachineSettings.of(CudaObjects.PID, configuration, home);
        } catch (IllegalArgumentException e) {
            LOG.warn("{}; the last good settings stay in force", e.getMessage());
        }
    }

    /**
     * Makes sure that an accelerator can be used, as far as files tell.
     *
     * @throws DetectorException the runtime, the driver or another library is missing or unfit
     */
    void ready(Accelerator accelerator) throws DetectorException {
        Path folder = settings.runtime();
        GpuRuntime.check(folder);
        List<String> needed = new ArrayList<>();
        if (accelerator.provider().isPresent()) {
            Path provider = folder.resolve(accelerator.provider().get());
            if (!Files.isRegularFile(provider)) {
                throw new DetectorException(
                        "the runtime in " + folder + " is not one for GPUs: it has no " + provider.getFileName());
            }
            try {
                needed.addAll(SharedObject.of(provider).needed());
            } catch (IOException e) {
                throw new DetectorException("the GPU runtime cannot be read: " + e.getMessage(), e);
            }
        }
        needed.addAll(accelerator.loadedLater());
        String missing = linker.missing(needed);
        if (!missing.isEmpty()) {
            throw new DetectorException("the system's linker does not find " + missing);
        }
        runtime.load(folder);
    }

    /**
     * Takes memory of one GPU.
     *
     * @param number the GPU's, or nothing for the emptiest
     * @throws DetectorException there is no such GPU, or it has not so much memory left
     */
    MemoryBudget.Lease take(OptionalInt number, int memoryMb) throws DetectorException {
        List<Gpu> all = gpus(number);
        List<Gpu> wanted = all.stream()
                .filter(gpu -> number.isEmpty() || gpu.number() == number.getAsInt())
                .toList();
        if (wanted.isEmpty()) {
            throw new DetectorException("there is no GPU " + number.getAsInt() + "; there is "
                    + all.stream().map(Gpu::toString).collect(Collectors.joining(", ")));
        }
        return budget.take(wanted, memoryMb);
    }

    /** Those that NVIDIA's tool tells of; where it is missing and the owner says how much memory, the one that is wanted. */
    private List<Gpu> gpus(OptionalInt number) throws DetectorException {
        int limitMb = settings.deviceMemoryMb();
        try {
            return nvidiaSmi.gpus().stream()
                    .map(gpu -> limitMb == 0 ? gpu : new Gpu(gpu.number(), gpu.name(), limitMb))
                    .toList();
        } catch (DetectorException e) {
            if (limitMb == 0) {
                throw e;
            }
            return List.of(new Gpu(number.orElse(0), "of unknown kind", limitMb));
        }
    }

    /** Where TensorRT keeps the engines of a model on a GPU; empty where the model's content is not pinned. */
    String engines(ModelFile model, Gpu gpu, boolean fp16) throws DetectorException {
        if (model.sha256().isEmpty()) {
            return "";
        }
        String place = gpu.number() + "-" + gpu.name().replaceAll("[^A-Za-z0-9]+", "-");
        Path folder = settings.engines()
                .resolve(model.sha256())
                .resolve(place)
                .resolve("onnxruntime-" + GpuRuntime.VERSION + (fp16 ? "-fp16" : ""));
        try {
            return Files.createDirectories(folder).toString();
        } catch (IOException e) {
            throw new DetectorException("the folder for engines cannot be made: " + e, e);
        }
    }
}
