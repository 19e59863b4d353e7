package io.vedette.vision.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import io.vedette.vision.model.LoadedModel;
import io.vedette.vision.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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

    private final OrtEnvironment environment =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "vedette");
    private final ModelFile file;
    private final Providers providers;

    /** For the CPU. */
    public ModelLoader(ModelFile file) {
        this(file, Providers.NONE);
    }

    public ModelLoader(ModelFile file, Providers providers) {
        this.file = file;
        this.providers = providers;
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
        byte[] content = content();
        try (SessionOptions options = options(threads)) {
            providers.addTo(options);
            OrtSession session = environment.createSession(content, options);
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
            throw new DetectorException(because(e), e);
        }
    }

    /** The whole file, so that nobody can change it under the library, and nothing beside it is read. */
    private byte[] content() throws DetectorException {
        try {
            byte[] content = Files.readAllBytes(file.path());
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            if (!file.sha256().isEmpty() && !file.sha256().equals(sha256)) {
                throw new DetectorException("the file " + file.path() + " is not the model " + file.id() + " any more");
            }
            return content;
        } catch (IOException e) {
            throw new DetectorException("the model " + file.path() + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static SessionOptions options(int threads) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        // Waiting threads that spin would double the use of the CPU.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }

    private List<Shape.Output> outputs(OrtSession session, OnnxInput input) throws OrtException, DetectorException {
        List<Shape.Output> outputs = new ArrayList<>();
        boolean open = false;
        for (NodeInfo output : session.getOutputInfo().values()) {
            TensorInfo info = tensor(output);
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

    private TensorInfo tensor(NodeInfo node) throws DetectorException {
        if (node.getInfo() instanceof TensorInfo info) {
            return info;
        }
        throw new DetectorException("model " + file.id() + " has '" + node.getName() + "', which is no tensor");
    }

    private String because(OrtException e) {
        String said = String.valueOf(e.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("external") || lower.contains("model_path must not be empty")) {
            return "model " + file.id() + " keeps its weights in a file of its own (external data);"
                    + " only models in one file are served";
        }
        if (lower.contains("protobuf")) {
            return "the file " + file.path() + " is no ONNX model, or not whole";
        }
        return "model " + file.id() + " cannot be loaded: "
                + said.lines().findFirst().orElse("");
    }
}
