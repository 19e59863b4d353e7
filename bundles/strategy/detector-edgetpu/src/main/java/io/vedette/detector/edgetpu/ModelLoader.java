package io.vedette.detector.edgetpu;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.model.ModelFile;
import io.vedette.vision.model.Family;
import io.vedette.vision.model.LoadedModel;
import io.vedette.vision.model.ModelInput;
import io.vedette.vision.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** Loads a model into TensorFlow Lite and finds out what it takes and gives. Immutable. */
final class ModelLoader {

    /** What the outputs of the operator at the end of a model of the family {@code ssd} are called, in its order. */
    private static final List<String> PARTS = List.of(Family.BOXES, Family.CLASSES, Family.SCORES, Family.COUNT);

    private static final String WANTED =
            "one picture UINT8, INT8 or FLOAT32[1, height, width, 3] and the FLOAT32 outputs boxes[1, N, 4] classes[1, N]"
                    + " scores[1, N] count[1] of TFLite_Detection_PostProcess";
    private static final int INPUT_DIMS = 4;
    private static final int CHANNELS = 3;

    private final ModelFile file;

    ModelLoader(ModelFile file) {
        this.file = file;
    }

    /** Chooses what a model runs on, now that it is known what it needs. */
    interface Chooser {
        Processor processor(Graph graph) throws DetectorException;
    }

    /**
     * Loads the model.
     *
     * @throws DetectorException it cannot be served; the message names the model and says why
     */
    TfliteSession load(Chooser chooser) throws DetectorException {
        Graph graph = new Graph(file.id(), content());
        TfliteSession opened = null;
        try {
            Processor processor = chooser.processor(graph);
            opened = open(graph, processor);
        } finally {
            if (opened == null) {
                graph.close();
            }
        }
        return opened;
    }

    private TfliteSession open(Graph graph, Processor processor) throws DetectorException {
        Processor.Engine engine = processor.engine(graph);
        TfliteRun first = null;
        try {
            LoadedModel model = inspect(graph, engine.interpreter());
            boolean numbersStated =
                    file.attributes().containsKey("mean") || file.attributes().containsKey("std");
            first = new TfliteRun(engine, model, numbersStated);
            return new TfliteSession(graph, processor, model, numbersStated, first);
        } finally {
            if (first == null) {
                engine.close();
            }
        }
    }

    /**
     * The whole file, so that nobody can change it under the library; and nothing but what was pinned, since some files that were
     * spoilt on purpose pass the library's check and end the process.
     */
    private byte[] content() throws DetectorException {
        try {
            byte[] content = Files.readAllBytes(file.path());
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            if (!file.sha256().equals(sha256)) {
                throw new DetectorException("the file " + file.path() + " is not the model " + file.id() + " any more");
            }
            return content;
        } catch (IOException e) {
            throw new DetectorException("the model " + file.path() + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private LoadedModel inspect(Graph graph, Interpreter interpreter) throws DetectorException {
        TfLiteTensor input = interpreter.input_tensor(0);
        long[] dims = Tensors.dims(input);
        boolean pictures = interpreter.inputs().limit() == 1
                && dims.length == INPUT_DIMS
                && dims[0] == 1
                && dims[3] == CHANNELS
                && (input.type() == tensorflowlite.kTfLiteUInt8
                        || input.type() == tensorflowlite.kTfLiteInt8
                        || input.type() == tensorflowlite.kTfLiteFloat32);
        List<Shape.Output> outputs = outputs(graph, interpreter);
        boolean ssd = outputs.stream().map(Shape.Output::name).toList().containsAll(PARTS);
        if (!pictures || (file.family().equals("ssd") && !ssd)) {
            throw new DetectorException("model " + file.id() + " takes " + Tensors.type(input.type())
                    + Arrays.toString(dims) + " and gives " + told(interpreter) + ", but wanted is " + WANTED);
        }
        if (interpreter.primary_subgraph().HasDynamicTensors()) {
            throw new DetectorException(
                    "model " + file.id() + " has tensors whose size changes from run to run, which is not served");
        }
        Shape shape = new Shape(Math.toIntExact(dims[2]), Math.toIntExact(dims[1]), outputs);
        ModelInput shown =
                ModelInput.ofNumbers(file, shape.widthPx(), shape.heightPx(), PixelLayout.Arrangement.PACKED);
        return LoadedModel.of(file, Tensors.name(input), shape, shown);
    }

    /** In the model's order; those of the operator at the end are named after it. */
    private List<Shape.Output> outputs(Graph graph, Interpreter interpreter) throws DetectorException {
        List<Shape.Output> outputs = new ArrayList<>();
        for (int i = 0; i < interpreter.outputs().limit(); i++) {
            TfLiteTensor tensor = interpreter.output_tensor(i);
            int part = graph.postProcess().indexOf(interpreter.outputs().get(i));
            boolean known = part >= 0 && part < PARTS.size() && tensor.type() == tensorflowlite.kTfLiteFloat32;
            outputs.add(Shape.Output.of(known ? PARTS.get(part) : Tensors.name(tensor), Tensors.dims(tensor)));
        }
        return outputs;
    }

    private static String told(Interpreter interpreter) {
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < interpreter.outputs().limit(); i++) {
            TfLiteTensor tensor = interpreter.output_tensor(i);
            outputs.add(Tensors.type(tensor.type()) + Arrays.toString(Tensors.dims(tensor)));
        }
        return String.join(" ", outputs);
    }
}
