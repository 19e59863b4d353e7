package io.vedette.detector.edgetpu;

import com.google.flatbuffers.FlatBufferBuilder;
import com.google.flatbuffers.FlexBuffersBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.Conv2DOptionsT;
import org.tensorflow.lite.schema.DequantizeOptionsT;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.QuantizationParametersT;
import org.tensorflow.lite.schema.ReshapeOptionsT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/**
 * A detector made by hand, as TensorFlow Lite reads it: it sees red and blue squares of 16 × 16 in a picture of 64 × 64 samples.
 * One convolution at stride 8 gives a score for each of its 7 × 7 anchors, {@code TFLite_Detection_PostProcess} the detections.
 * Confined to one thread.
 */
final class SsdModel {

    static final int SIDE = 64;
    static final List<String> LABELS = List.of("red", "blue");

    private static final int WINDOW = 16;
    private static final int STRIDE = 8;
    private static final int GRID = (SIDE - WINDOW) / STRIDE + 1;
    private static final int ANCHORS = GRID * GRID;
    private static final int MOST = 10;
    /** One of the weights' two values, both of which are multiples of it. */
    private static final float STEP = 1f / 512;

    private final byte type;
    private final List<TensorT> tensors = new ArrayList<>();
    private final List<BufferT> buffers = new ArrayList<>(List.of(new BufferT()));
    private final List<OperatorCodeT> codes = new ArrayList<>();
    private final List<OperatorT> operators = new ArrayList<>();
    private int[] order = {0, 1, 2, 3};
    private int[] dims = {1, SIDE, SIDE, 3};
    private String before = "";
    private int classesTold = LABELS.size();

    private SsdModel(byte type) {
        this.type = type;
    }

    static SsdModel ofBytes() {
        return new SsdModel(TensorType.UINT8);
    }

    static SsdModel ofSignedBytes() {
        return new SsdModel(TensorType.INT8);
    }

    static SsdModel ofFloats() {
        return new SsdModel(TensorType.FLOAT32);
    }

    /** Its outputs in another order: of boxes (0), classes, scores and count. */
    SsdModel order(int... wanted) {
        order = wanted;
        return this;
    }

    /** With an operator of that name before all others, which hands the picture on. */
    SsdModel after(String operator) {
        before = operator;
        return this;
    }

    /** With an input of other dimensions, of which only the first 64 × 64 × 3 numbers would be looked at. */
    SsdModel input(int... other) {
        dims = other;
        return this;
    }

    byte[] content() {
        int input = tensor("image", type, dims, quantised(1 / 255f, zero()), new byte[0]);
        int shown = input;
        if (!before.isEmpty()) {
            shown = tensor("handed-on", type, dims, quantised(1 / 255f, zero()), new byte[0]);
            custom(before, new int[] {input}, new int[] {shown}, new byte[0]);
        }
        int[] outputs = detections(scores(convolution(shown)));
        int[] told = new int[outputs.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = outputs[order[i]];
        }
        SubGraphT graph = new SubGraphT();
        graph.setTensors(tensors.toArray(TensorT[]::new));
        graph.setInputs(new int[] {input});
        graph.setOutputs(told);
        graph.setOperators(operators.toArray(OperatorT[]::new));
        ModelT model = new ModelT();
        model.setVersion(3);
        model.setOperatorCodes(codes.toArray(OperatorCodeT[]::new));
        model.setSubgraphs(new SubGraphT[] {graph});
        model.setBuffers(buffers.toArray(BufferT[]::new));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        builder.finish(Model.pack(builder, model), "TFL3");
        return builder.sizedByteArray();
    }

    private int zero() {
        return type == TensorType.INT8 ? -128 : 0;
    }

    private int convolution(int input) {
        int[] shape = {LABELS.size(), WINDOW, WINDOW, 3};
        ByteBuffer weights = memory(Float.BYTES * LABELS.size() * WINDOW * WINDOW * 3);
        int weightZero = type == TensorType.UINT8 ? 128 : 0;
        for (int label = 0; label < LABELS.size(); label++) {
            for (int i = 0; i < WINDOW * WINDOW * 3; i++) {
                // Red is the first colour, blue the last; the other colours speak against.
                int steps = i % 3 == 2 * label ? 2 : -1;
                if (type == TensorType.FLOAT32) {
                    weights.putFloat(steps * STEP);
                } else {
                    weights.put((byte) (steps + weightZero));
                }
            }
        }
        boolean floats = type == TensorType.FLOAT32;
        int kernel = tensor("weights", type, shape, quantised(STEP, weightZero), bytes(weights));
        int bias = tensor(
                "bias",
                floats ? TensorType.FLOAT32 : TensorType.INT32,
                new int[] {LABELS.size()},
                quantised(STEP / 255, 0),
                new byte[Float.BYTES * LABELS.size()]);
        int[] grid = {1, GRID, GRID, LABELS.size()};
        int output = tensor("grid", type, grid, quantised(1 / 255f, zero()), new byte[0]);
        Conv2DOptionsT options = new Conv2DOptionsT();
        options.setPadding(Padding.VALID);
        options.setStrideW(STRIDE);
        options.setStrideH(STRIDE);
        options.setDilationHFactor(1);
        options.setDilationWFactor(1);
        options.setFusedActivationFunction(ActivationFunctionType.RELU);
        OperatorT convolution = operator(
                code(BuiltinOperator.CONV_2D, type == TensorType.INT8 ? 3 : 1),
                new int[] {input, kernel, bias},
                new int[] {output});
        options(convolution, BuiltinOptions.Conv2DOptions, options);
        return output;
    }

    private int scores(int grid) {
        int[] shape = {1, ANCHORS, LABELS.size()};
        int wanted = tensor("shape", TensorType.INT32, new int[] {3}, null, bytes(ints(shape)));
        int flat = tensor("scores-of-anchors", type, shape, quantised(1 / 255f, zero()), new byte[0]);
        OperatorT reshape = operator(code(BuiltinOperator.RESHAPE, 1), new int[] {grid, wanted}, new int[] {flat});
        options(reshape, BuiltinOptions.ReshapeOptions, new ReshapeOptionsT());
        if (type != TensorType.INT8) {
            return flat;
        }
        // The operator at the end takes floats and unsigned bytes only.
        int floats = tensor("scores-as-floats", TensorType.FLOAT32, shape, null, new byte[0]);
        OperatorT dequantize = operator(code(BuiltinOperator.DEQUANTIZE, 2), new int[] {flat}, new int[] {floats});
        options(dequantize, BuiltinOptions.DequantizeOptions, new DequantizeOptionsT());
        return floats;
    }

    private int[] detections(int scores) {
        ByteBuffer anchors = memory(4 * Float.BYTES * ANCHORS);
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                anchors.putFloat((float) (row * STRIDE + WINDOW / 2) / SIDE)
                        .putFloat((float) (column * STRIDE + WINDOW / 2) / SIDE)
                        .putFloat((float) WINDOW / SIDE)
                        .putFloat((float) WINDOW / SIDE);
            }
        }
        int offsets = tensor(
                "offsets", TensorType.FLOAT32, new int[] {1, ANCHORS, 4}, null, new byte[4 * Float.BYTES * ANCHORS]);
        int places = tensor("anchors", TensorType.FLOAT32, new int[] {ANCHORS, 4}, null, bytes(anchors));
        int[] outputs = {
            tensor("PostProcess", TensorType.FLOAT32, new int[] {1, MOST, 4}, null, new byte[0]),
            tensor("PostProcess:1", TensorType.FLOAT32, new int[] {1, MOST}, null, new byte[0]),
            tensor("PostProcess:2", TensorType.FLOAT32, new int[] {1, MOST}, null, new byte[0]),
            tensor("PostProcess:3", TensorType.FLOAT32, new int[] {1}, null, new byte[0])
        };
        custom("TFLite_Detection_PostProcess", new int[] {offsets, scores, places}, outputs, postProcess());
        return outputs;
    }

    private byte[] postProcess() {
        FlexBuffersBuilder options = new FlexBuffersBuilder();
        int map = options.startMap();
        options.putInt("max_detections", MOST);
        options.putInt("max_classes_per_detection", 1);
        options.putInt("num_classes", classesTold);
        options.putFloat("nms_score_threshold", 0.05f);
        options.putFloat("nms_iou_threshold", 0.3f);
        options.putFloat("y_scale", 10f);
        options.putFloat("x_scale", 10f);
        options.putFloat("h_scale", 5f);
        options.putFloat("w_scale", 5f);
        options.putBoolean("use_regular_nms", false);
        options.endMap(null, map);
        return bytes(options.finish());
    }

    private void custom(String name, int[] inputs, int[] outputs, byte[] options) {
        OperatorCodeT code = new OperatorCodeT();
        code.setDeprecatedBuiltinCode((byte) BuiltinOperator.CUSTOM);
        code.setBuiltinCode(BuiltinOperator.CUSTOM);
        code.setCustomCode(name);
        code.setVersion(1);
        codes.add(code);
        operator(codes.size() - 1, inputs, outputs).setCustomOptions(unsigned(options));
    }

    private int code(int builtin, int version) {
        OperatorCodeT code = new OperatorCodeT();
        code.setDeprecatedBuiltinCode((byte) builtin);
        code.setBuiltinCode(builtin);
        code.setVersion(version);
        codes.add(code);
        return codes.size() - 1;
    }

    private OperatorT operator(int code, int[] inputs, int[] outputs) {
        OperatorT operator = new OperatorT();
        operator.setOpcodeIndex(code);
        operator.setInputs(inputs);
        operator.setOutputs(outputs);
        operators.add(operator);
        return operator;
    }

    private static void options(OperatorT operator, byte kind, Object options) {
        BuiltinOptionsUnion union = new BuiltinOptionsUnion();
        union.setType(kind);
        union.setValue(options);
        operator.setBuiltinOptions(union);
    }

    private int tensor(String name, byte kind, int[] shape, QuantizationParametersT quantisation, byte[] constant) {
        int buffer = 0;
        if (constant.length > 0) {
            BufferT data = new BufferT();
            data.setData(unsigned(constant));
            buffers.add(data);
            buffer = buffers.size() - 1;
        }
        TensorT tensor = new TensorT();
        tensor.setName(name);
        tensor.setType(kind);
        tensor.setShape(shape);
        tensor.setBuffer(buffer);
        tensor.setQuantization(quantisation);
        tensors.add(tensor);
        return tensors.size() - 1;
    }

    private QuantizationParametersT quantised(float scale, int zeroPoint) {
        if (type == TensorType.FLOAT32) {
            return null;
        }
        QuantizationParametersT parameters = new QuantizationParametersT();
        parameters.setScale(new float[] {scale});
        parameters.setZeroPoint(new long[] {zeroPoint});
        return parameters;
    }

    private static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer ints(int[] values) {
        ByteBuffer memory = memory(Integer.BYTES * values.length);
        for (int value : values) {
            memory.putInt(value);
        }
        return memory;
    }

    /** All that was written. */
    private static byte[] bytes(ByteBuffer written) {
        int length = written.position() > 0 ? written.position() : written.limit();
        byte[] bytes = new byte[length];
        written.get(0, bytes);
        return bytes;
    }

    private static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 0xff;
        }
        return values;
    }
}
