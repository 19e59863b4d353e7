package io.vedette.detector.cuda;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelRepository;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** A further detector on a GPU for each configuration: another model, or the same on another GPU. Thread-safe. */
@Component(name = CudaModel.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FurtherDetectorSettings.class, factory = true)
public final class CudaModel implements ObjectDetector {

    static final String PID = "io.vedette.detector.cuda.model";

    private final CudaDetector detector;

    @Activate
    public CudaModel(@Reference ModelRepository models, @Reference Gpus gpus, Map<String, Object> configuration) {
        detector = new CudaDetector(models, gpus, List.of(Accelerator.TENSORRT, Accelerator.CUDA), PID, "cuda-model");
        detector.change(configuration);
    }

    @Modified
    void changed(Map<String, Object> configuration) {
        detector.change(configuration);
    }

    @Override
    public DetectorInfo info() {
        return detector.info();
    }

    @Override
    public Session open() throws DetectorException {
        return detector.open();
    }
}
