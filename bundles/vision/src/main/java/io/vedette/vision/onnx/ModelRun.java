package io.vedette.vision.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.Placement;
import io.vedette.vision.model.Candidates;
import io.vedette.vision.model.LoadedModel;
import io.vedette.vision.model.ModelInput;
import io.vedette.vision.model.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The buffers of one run at a time: a look goes in, detections come out, and nothing is allocated on the way. Confined to one run. */
final class ModelRun implements AutoCloseable {

    private final LoadedModel model;
    private final ByteBuffer samples;
    private final FloatBuffer numbers;
    private final byte[] row;
    private final float[] numbersOfRow;
    private final FloatBuffer[] answers;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
    private final List<OnnxTensor> tensors = new ArrayList<>();
    private final Candidates candidates;

    ModelRun(OrtEnvironment environment, LoadedModel model) throws OrtException {
        this.model = model;
        ModelInput input = model.input();
        int width = input.layout().widthPx();
        samples = ByteBuffer.allocateDirect(input.layout().bytes());
        numbers = floats(input.elements());
        row = new byte[width];
        numbersOfRow = new float[width];
        candidates = new Candidates(model.family().points());
        List<Shape.Output> told = model.shape().outputs();
        answers = new FloatBuffer[told.size()];
        inputs.put(
                model.inputName(),
                tensor(environment, numbers, new long[] {1, 3, input.layout().heightPx(), width}));
        for (int i = 0; i < answers.length; i++) {
            long[] dims = told.get(i).dims().stream().mapToLong(Long::longValue).toArray();
            answers[i] = floats(Math.toIntExact(told.get(i).elements()));
            outputs.put(told.get(i).name(), tensor(environment, answers[i], dims));
        }
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(Float.BYTES * count)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private OnnxTensor tensor(OrtEnvironment environment, FloatBuffer memory, long[] dims) throws OrtException {
        OnnxTensor tensor = OnnxTensor.createTensor(environment, memory, dims);
        tensors.add(tensor);
        return tensor;
    }

    /** Answers one look. */
    List<Detection> answer(OrtSession session, Look look) throws DetectorException {
        Placement placement = look.read(look.region(), model.input().layout(), samples);
        model.input().convert(samples, numbers, row, numbersOfRow);
        try (OrtSession.Result result = session.run(inputs, outputs)) {
            candidates.begin(look.leastScore());
            model.family().decode(answers, candidates);
        } catch (OrtException e) {
            throw new DetectorException("model " + model.id() + " failed: " + e.getMessage(), e);
        }
        return candidates.detections(model.labels(), placement, model.overlap());
    }

    @Override
    public void close() {
        tensors.forEach(OnnxTensor::close);
        tensors.clear();
    }
}
