package io.vedette.detector.edgetpu;

import io.vedette.api.detect.DetectorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithXNNPACK;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithoutDefaultDelegates;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.RegistrationNodePair;
import org.bytedeco.tensorflowlite.TfLiteIntArray;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/**
 * A model in TensorFlow Lite's memory, checked, from which interpreters are made. Closed after the last of them. Thread-safe.
 */
final class Graph implements AutoCloseable {

    /** Stands in the place of all that the EdgeTPU runs. */
    private static final String COMPILED = "edgetpu-custom-op";

    private static final String POST_PROCESS = "TFLite_Detection_PostProcess";

    private final String id;
    private final BytePointer content;
    private final FlatBufferModel model;
    private final BuiltinOpResolver plain = new BuiltinOpResolverWithoutDefaultDelegates();
    private final BuiltinOpResolver fast = new BuiltinOpResolverWithXNNPACK(true);
    private final boolean compiled;
    private final List<Integer> postProcess;

    /**
     * Reads a model.
     *
     * @param content the whole file
     * @throws DetectorException it is no model, or needs what is not here
     */
    Graph(String id, byte[] content) throws DetectorException {
        this.id = id;
        this.content = new BytePointer(content);
        boolean whole = false;
        try {
            this.model = verified(content.length);
            List<Integer> outputs = new ArrayList<>();
            this.compiled = operators(outputs);
            this.postProcess = List.copyOf(outputs);
            whole = true;
        } finally {
            if (!whole) {
                this.content.close();
            }
        }
    }

    private FlatBufferModel verified(int length) throws DetectorException {
        FlatBufferModel read = FlatBufferModel.VerifyAndBuildFromBuffer(content, length, null, null);
        if (read == null || read.isNull()) {
            throw new DetectorException("the file of model " + id + " is no TensorFlow Lite model, or not whole");
        }
        return read;
    }

    /** Looks through the operators: whether it is compiled, and the tensors that the one at the end writes. */
    private boolean operators(List<Integer> outputs) throws DetectorException {
        boolean forEdgeTpu = false;
        try (Interpreter look = build(plain, 1, Optional.empty())) {
            for (int i = 0; i < look.nodes_size(); i++) {
                RegistrationNodePair node = look.node_and_registration(i);
                BytePointer name = node.second().custom_name();
                String custom = name == null || name.isNull() ? "" : name.getString();
                forEdgeTpu |= custom.equals(COMPILED);
                if (custom.equals(POST_PROCESS)) {
                    TfLiteIntArray written = node.first().outputs();
                    for (int o = 0; o < written.size(); o++) {
                        outputs.add(written.data(o));
                    }
                } else if (!custom.isEmpty() && !custom.equals(COMPILED) && plain.FindOp(name, 1) == null) {
                    throw new DetectorException(
                            "model " + id + " needs the operator " + custom + ", which TensorFlow Lite has not here");
                }
            }
        }
        return forEdgeTpu;
    }

    /** Whether an EdgeTPU is needed to run it. */
    boolean compiled() {
        return compiled;
    }

    /** The tensors that {@code TFLite_Detection_PostProcess} writes, in its order: boxes, classes, scores, count; empty where there is none. */
    List<Integer> postProcess() {
        return postProcess;
    }

    /**
     * A new interpreter, with its memory allocated.
     *
     * @param threads of one run on the CPU
     * @param delegate what runs the compiled part; it is freed after the interpreter
     */
    Interpreter interpreter(int threads, Optional<Pointer> delegate) throws DetectorException {
        Interpreter interpreter = build(delegate.isPresent() ? plain : fast, threads, delegate);
        if (interpreter.AllocateTensors() != tensorflowlite.kTfLiteOk) {
            interpreter.close();
            throw new DetectorException("model " + id + " cannot be prepared by TensorFlow Lite "
                    + tensorflowlite.TfLiteVersion().getString());
        }
        return interpreter;
    }

    private Interpreter build(BuiltinOpResolver operators, int threads, Optional<Pointer> delegate)
            throws DetectorException {
        Interpreter interpreter = new Interpreter((Pointer) null);
        try (InterpreterBuilder builder = new InterpreterBuilder(model, operators)) {
            builder.SetNumThreads(threads);
            delegate.ifPresent(each -> builder.AddDelegate(new org.bytedeco.tensorflowlite.TfLiteDelegate(each)));
            if (builder.apply(interpreter) != tensorflowlite.kTfLiteOk || interpreter.isNull()) {
                interpreter.close();
                throw new DetectorException("model " + id + " is not understood by TensorFlow Lite "
                        + tensorflowlite.TfLiteVersion().getString());
            }
        }
        return interpreter;
    }

    @Override
    public void close() {
        model.close();
        plain.close();
        fast.close();
        content.close();
    }
}
