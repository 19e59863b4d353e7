package io.vedette.vision.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import io.vedette.vision.model.LoadedModel;
import io.vedette.vision.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a model into ONNX Runtime and finds out what it takes and gives. Immutable. */
public final class ModelLoader {

    /** What a model is to run on before the CPU. */
    @FunctionalInterface
    public interface Providers {

        Providers NONE = options -> {};

        /** Adds execution providers, the best first. */
        void addTo(SessionOptions options) throws OrtException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);

    private final OrtEnvironment environment = OnnxFile.environment();
    private final ModelFile file;
    private final OnnxFile onnx;

    /** For the CPU. */
    public ModelLoader(ModelFile file) {
        this(file, Providers.NONE);
    }

    public ModelLoader(ModelFile file, Providers providers) {
        this.file = file;
        this.onnx = new OnnxFile(file, providers);
    }

    /** Loads the model; it answers one look a run. */
    public OnnxSession load(int threads, int concurrency) throws DetectorException {
        return load(threads, concurrency, 1);
    }

    /**
     * Loads the model.
     *
     * @param threads how many threads one run uses
     * @param concurrency how many runs may go on at once
     * @param batch the most looks that one run answers, where the model takes any number
     * @throws DetectorException it cannot be served; the message names the model and says why
     */
    public OnnxSession load(int threads, int concurrency, int batch) throws DetectorException {
        try {
            OrtSession session = onnx.open(threads);
            OnnxSession opened = null;
            try {
                OnnxInput input = OnnxInput.of(file, session.getInputInfo());
                Shape shape = new Shape(input.widthPx(), input.heightPx(), outputs(session, input));
                LoadedModel model = LoadedModel.of(file, input.name(), shape, input.shown(file));
                int most = batch > 1 && takesUpTo(batch, session, input, shape) ? batch : 1;
                opened = new OnnxSession(
                        session, looks -> new ModelRun(environment, input, model, looks), model, concurrency, most);
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

    private List<Shape.Output> outputs(OrtSession session, OnnxInput input) throws OrtException, DetectorException {
        List<Shape.Output> outputs = new ArrayList<>();
        boolean open = false;
        for (NodeInfo output : session.getOutputInfo().values()) {
            TensorInfo info = onnx.tensor(output);
            if (info.type != OnnxJavaType.FLOAT) {
                throw new DetectorException("model " + file.id() + " gives " + info.type + " instead of FLOAT");
            }
            open |= Arrays.stream(info.getShape()).anyMatch(dim -> dim < 0);
            outputs.add(Shape.Output.of(output.getName(), info.getShape()));
        }
        return open ? measured(session, input, 1) : outputs;
    }

    /**
     * Whether many pictures at once give as many answers. Asks for each size that will be asked for, the largest first: a GPU
     * prepares itself for a size when it first meets it, which can take longer than a call may.
     */
    private boolean takesUpTo(int batch, OrtSession session, OnnxInput input, Shape shape) {
        boolean takes = input.many();
        for (int pictures = Integer.highestOneBit(batch); takes && pictures > 1; pictures /= 2) {
            try {
                takes = scaled(shape.outputs(), pictures).equals(measured(session, input, pictures));
            } catch (OrtException e) {
                LOG.warn("Model {} answers one look at a time: {}", file.id(), e.getMessage());
                takes = false;
            }
        }
        return takes;
    }

    private static List<Shape.Output> scaled(List<Shape.Output> ofOne, int pictures) {
        return ofOne.stream()
                .map(output -> {
                    long[] dims =
                            output.dims().stream().mapToLong(Long::longValue).toArray();
                    if (dims.length > 0) {
                        dims[0] *= pictures;
                    }
                    return Shape.Output.of(output.name(), dims);
                })
                .toList();
    }

    /** The sizes that outputs of open size have for so many pictures of our size. */
    private List<Shape.Output> measured(OrtSession session, OnnxInput input, int pictures) throws OrtException {
        List<Shape.Output> outputs = new ArrayList<>();
        try (OnnxTensor blank = input.tensor(environment, input.memory(pictures), pictures);
                OrtSession.Result result = session.run(Map.of(input.name(), blank))) {
            result.forEach(entry -> outputs.add(Shape.Output.of(
                    entry.getKey(), ((TensorInfo) entry.getValue().getInfo()).getShape())));
        }
        return outputs;
    }
}
