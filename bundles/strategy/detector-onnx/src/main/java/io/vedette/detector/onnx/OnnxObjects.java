package io.vedette.detector.onnx;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelRepository;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The detector of objects, {@code onnx}. Thread-safe. */
@Component(name = OnnxObjects.PID)
@Designate(ocd = DetectorSettings.class)
public final class OnnxObjects implements ObjectDetector {

    static final String PID = "io.vedette.detector.onnx";

    private final OnnxDetector detector;

    @Activate
    public OnnxObjects(@Reference ModelRepository models, Map<String, Object> configuration) {
        detector = new OnnxDetector(models, PID, configuration, Settings.defaults("onnx", "detect"));
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
