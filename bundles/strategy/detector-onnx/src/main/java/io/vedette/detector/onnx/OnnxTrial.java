package io.vedette.detector.onnx;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelTrial;
import io.vedette.vision.model.DryRun;
import io.vedette.vision.onnx.ModelLoader;
import io.vedette.vision.onnx.OnnxSession;
import java.util.List;

/** Tries ONNX models for objects and faces on the CPU. Immutable. */
public final class OnnxTrial implements ModelTrial {

    @Override
    public boolean knows(String runtime, String task) {
        return runtime.equals("onnx") && List.of("detect", "face-detect").contains(task);
    }

    @Override
    public String run(ModelFile model) throws DetectorException {
        try (OnnxSession session = new ModelLoader(model).load(1, 1)) {
            return DryRun.of(session, model, session.shape());
        }
    }
}
