package io.vedette.detector.onnx;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelRepository;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** A further detector for each configuration: another model beside the one that is always there, to compare or for some cameras. Thread-safe. */
@Component(name = OnnxModel.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FurtherDetectorSettings.class, factory = true)
public final class OnnxModel implements ObjectDetector {

    static final String PID = "io.vedette.detector.onnx.model";

    private final OnnxDetector detector;

    @Activate
    public OnnxModel(@Reference ModelRepository models, Map<String, Object> configuration) {
        detector = new OnnxDetector(models, PID, configuration, Settings.defaults("onnx-model", "detect"));
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
