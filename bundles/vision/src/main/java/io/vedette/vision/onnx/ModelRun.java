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
import io.vedette.vision.model.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The buffers of one run at a time: so many looks go in, detections come out, and nothing is allocated on the way. Confined to one run. */
final class ModelRun implements AutoCloseable {

    private final LoadedModel model;
    /** For each look, where its samples are read to: one buffer for all that then become numbers, else the tensor itself. */
    private final ByteBuffer[] samples;
    /** For each look, its part of the tensor; empty where the model takes bytes. */
    private final FloatBuffer[] numbers;

    private final byte[] row;
    private final float[] numbersOfRow;
    /** For each look, the model's outputs. */
    private final FloatBuffer[][] answers;

    private final Placement[] placements;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
    private final List<OnnxTensor> tensors = new ArrayList<>();
    private final Candidates candidates;

    ModelRun(OrtEnvironment environment, OnnxInput taken, LoadedModel model, int looks) throws OrtException {
        this.model = model;
        candidates = new Candidates(model.family().points());
        placements = new Placement[looks];
        ByteBuffer all = taken.memory(looks);
        OnnxTensor input = taken.tensor(environment, all, looks);
        tensors.add(input);
        inputs.put(taken.name(), input);
        samples = new ByteBuffer[looks];
        int rowSamples = taken.bytes() ? 0 : model.input().rowSamples();
        row = new byte[rowSamples];
        numbersOfRow = new float[rowSamples];
        if (taken.bytes()) {
            numbers = new FloatBuffer[0];
            for (int i = 0; i < looks; i++) {
                samples[i] = all.slice(i * all.capacity() / looks, all.capacity() / looks);
            }
        } else {
            numbers = slices(all.asFloatBuffer(), looks);
            Arrays.fill(
                    samples, ByteBuffer.allocateDirect(model.input().layout().bytes()));
        }
        List<Shape.Output> told = model.shape().outputs();
        answers = new FloatBuffer[looks][told.size()];
        for (int i = 0; i < told.size(); i++) {
            long[] dims = told.get(i).dims().stream().mapToLong(Long::longValue).toArray();
            if (looks > 1) {
                dims[0] *= looks;
            }
            FloatBuffer together = floats(looks * Math.toIntExact(told.get(i).elements()));
            outputs.put(told.get(i).name(), tensor(environment, together, dims));
            FloatBuffer[] each = slices(together, looks);
            for (int look = 0; look < looks; look++) {
                answers[look][i] = each[look];
            }
        }
    }

    private static FloatBuffer[] slices(FloatBuffer of, int count) {
        int length = of.capacity() / count;
        FloatBuffer[] slices = new FloatBuffer[count];
        for (int i = 0; i < count; i++) {
            slices[i] = of.slice(i * length, length);
        }
        return slices;
    }

    /** How many looks it answers at a time. */
    int looks() {
        return placements.length;
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

    /** Answers as many looks as it was made for, the first of them at the given place. */
    void answer(OrtSession session, List<Look> looks, int first, List<List<Detection>> into) throws DetectorException {
        for (int i = 0; i < placements.length; i++) {
            Look look = looks.get(first + i);
            placements[i] = look.read(look.region(), model.input().layout(), samples[i]);
            if (!model.input().bytes()) {
                model.input().convert(samples[i], numbers[i], row, numbersOfRow);
            }
        }
        try (OrtSession.Result result = session.run(inputs, outputs)) {
            for (int i = 0; i < placements.length; i++) {
                candidates.begin(looks.get(first + i).leastScore());
                model.family().decode(answers[i], candidates);
                into.add(candidates.detections(model.labels(), placements[i], model.overlap()));
            }
        } catch (OrtException e) {
            throw new DetectorException("model " + model.id() + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        tensors.forEach(OnnxTensor::close);
        tensors.clear();
    }
}
