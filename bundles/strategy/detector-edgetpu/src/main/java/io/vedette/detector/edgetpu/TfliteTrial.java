package io.vedette.detector.edgetpu;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.api.model.ModelTrial;
import io.vedette.vision.model.DryRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries TensorFlow Lite models for objects, on an EdgeTPU where they are compiled for it, else on the CPU. Immutable. */
public final class TfliteTrial implements ModelTrial {

    @Override
    public boolean knows(String runtime, String task) {
        return runtime.equals("tflite") && task.equals("detect");
    }

    @Override
    public String run(ModelFile model) throws DetectorException {
        EdgeTpuDetector detector = new EdgeTpuDetector(new One(model), Map.of("model", model.id()));
        try (TfliteSession session = detector.open()) {
            return DryRun.of(session, model, session.shape());
        }
    }

    /** A shelf with one model. Immutable. */
    private record One(ModelFile model) implements ModelRepository {
        @Override
        public List<ModelFile> present(String task, String runtime) {
            return List.of(model);
        }

        @Override
        public Optional<ModelFile> find(String id) {
            return Optional.of(model);
        }
    }
}
