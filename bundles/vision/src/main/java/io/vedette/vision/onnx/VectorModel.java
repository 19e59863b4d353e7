package io.vedette.vision.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.model.ModelFile;
import io.vedette.vision.model.ModelInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded model that turns one picture into one row of numbers, such as a face into its embedding. Answers several calls at once,
 * each with buffers of its own from a pool that grows as needed. Freed when it is closed and the last call has returned, whichever
 * is later. Thread-safe.
 */
public final class VectorModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VectorModel.class);
    private static final int MOST = 4096;

    private final ModelFile file;
    private final OrtSession session;
    private final OnnxInput taken;
    private final ModelInput input;
    private final String output;
    private final long[] dims;
    private final ArrayDeque<Run> idle = new ArrayDeque<>();

    private int running;
    private boolean closed;

    private VectorModel(ModelFile file, OrtSession session) throws OrtException, DetectorException {
        this.file = file;
        this.session = session;
        this.taken = OnnxInput.of(file, session.getInputInfo());
        if (taken.bytes()) {
            throw new DetectorException("model " + file.id() + " takes bytes instead of numbers");
        }
        this.input = taken.shown(file);
        this.output = session.getOutputInfo().keySet().iterator().next();
        this.dims = dims(session.getOutputInfo());
    }

    /**
     * Loads a model for the CPU and asks it once.
     *
     * @param file its options {@code order}, {@code mean} and {@code std} say what it is to be shown
     * @param threads how many threads one answer uses
     * @throws DetectorException it cannot be served; the message names the model and says why
     */
    public static VectorModel load(ModelFile file, int threads) throws DetectorException {
        OnnxFile onnx = new OnnxFile(file, ModelLoader.Providers.NONE);
        try {
            OrtSession session = onnx.open(threads);
            VectorModel opened = null;
            try {
                opened = new VectorModel(file, session);
            } finally {
                if (opened == null) {
                    session.close();
                }
            }
            return opened;
        } catch (OrtException e) {
            throw new DetectorException(onnx.because(e), e);
        }
    }

    /** The output's dimensions, as a first answer shows them: {@code [1, size]}. */
    private long[] dims(Map<String, NodeInfo> outputs) throws OrtException, DetectorException {
        try (OnnxTensor blank = taken.tensor(OnnxFile.environment(), taken.memory(1), 1);
                OrtSession.Result result = session.run(Map.of(taken.name(), blank))) {
            boolean row = outputs.size() == 1
                    && result.get(0).getInfo() instanceof TensorInfo info
                    && info.type == OnnxJavaType.FLOAT
                    && info.getShape().length == 2
                    && info.getShape()[0] == 1
                    && info.getShape()[1] >= 1
                    && info.getShape()[1] <= MOST;
            if (!row) {
                throw new DetectorException("model " + file.id() + " gives " + outputs.values()
                        + " instead of one row of 1 to " + MOST + " numbers");
            }
            return ((TensorInfo) result.get(0).getInfo()).getShape();
        }
    }

    /** How a picture must lie in memory: its size, packed, and the order of its colours. */
    public PixelLayout layout() {
        return input.layout();
    }

    /** How many numbers an answer has, 1 to 4096. */
    public int size() {
        return Math.toIntExact(dims[1]);
    }

    /**
     * Answers one picture.
     *
     * @param picture samples of 0 to 255 as {@link #layout()} says, from position 0; only read
     * @return {@link #size()} numbers as the model gives them, which may be no numbers at all; the caller's own
     * @throws DetectorException the model failed or is closed
     */
    public float[] answer(ByteBuffer picture) throws DetectorException {
        Run run = enter();
        try {
            return run.answer(picture);
        } catch (OrtException e) {
            throw new DetectorException("model " + file.id() + " failed: " + e.getMessage(), e);
        } finally {
            leave(run);
        }
    }

    private synchronized Run enter() throws DetectorException {
        if (closed) {
            throw new DetectorException("model " + file.id() + " is closed");
        }
        try {
            Run run = idle.isEmpty() ? new Run() : idle.pop();
            running++;
            return run;
        } catch (OrtException e) {
            throw new DetectorException("model " + file.id() + " got no buffers: " + e.getMessage(), e);
        }
    }

    private synchronized void leave(Run run) {
        idle.push(run);
        running--;
        freeWhereDone();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            freeWhereDone();
        }
    }

    private void freeWhereDone() {
        if (!closed || running > 0) {
            return;
        }
        idle.forEach(Run::free);
        idle.clear();
        try {
            session.close();
        } catch (OrtException e) {
            LOG.warn("Model {} was not freed: {}", file.id(), e.getMessage());
        }
    }

    /** The buffers of one answer. Confined to one call at a time. */
    private final class Run {

        private final byte[] row = new byte[input.rowSamples()];
        private final float[] numbersOfRow = new float[input.rowSamples()];
        private final FloatBuffer numbers;
        private final FloatBuffer vector = ByteBuffer.allocateDirect(Float.BYTES * size())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        private final OnnxTensor from;
        private final OnnxTensor to;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;

        Run() throws OrtException {
            ByteBuffer memory = taken.memory(1);
            numbers = memory.asFloatBuffer();
            from = taken.tensor(OnnxFile.environment(), memory, 1);
            to = OnnxTensor.createTensor(OnnxFile.environment(), vector, dims);
            inputs = Map.of(taken.name(), from);
            outputs = Map.of(output, to);
        }

        float[] answer(ByteBuffer picture) throws OrtException {
            input.convert(picture, numbers, row, numbersOfRow);
            session.run(inputs, outputs).close();
            float[] answer = new float[size()];
            vector.get(0, answer);
            return answer;
        }

        void free() {
            from.close();
            to.close();
        }
    }
}
