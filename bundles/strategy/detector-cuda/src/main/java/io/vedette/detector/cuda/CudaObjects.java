package io.vedette.detector.cuda;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelRepository;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The detector of objects on a GPU, {@code cuda}; preferred to the CPU's, since its owner took the trouble. Thread-safe. */
@Component(name = CudaObjects.PID, property = "service.ranking:Integer=10")
@Designate(ocd = DetectorSettings.class)
public final class CudaObjects implements ObjectDetector {

    static final String PID = "io.vedette.detector.cuda";

    private final CudaDetector detector;

    @Activate
    public CudaObjects(@Reference ModelRepository models, @Reference Gpus gpus, Map<String, Object> configuration) {
        detector = new CudaDetector(models, gpus, List.of(Accelerator.TENSORRT, Accelerator.CUDA), PID, "cuda");
        detector.change(configuration);
    }

    CudaObjects(CudaDetector detector) {
        this.detector = detector;
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
