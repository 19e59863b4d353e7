package io.vedette.detector.edgetpu;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.Placement;
import io.vedette.vision.model.Candidates;
import io.vedette.vision.model.LoadedModel;
import io.vedette.vision.model.ModelInput;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/**
 * One interpreter and views of its tensors: a look goes in, detections come out, and nothing is allocated on the way. An
 * interpreter can do one run at a time. Confined to one run.
 */
final class TfliteRun implements AutoCloseable {

    /** In the place of a label: the model has such a class, but nothing was ever taught as it, so it is never told. */
    static final String NO_LABEL = "-";

    private static final int CHANNELS = 3;
    private static final int SAMPLES = 256;

    private final Processor.Engine engine;
    private final LoadedModel model;
    private final ByteBuffer input;
    private final byte[] row;
    /** Of a model that takes floats: where the picture is read to, before it becomes numbers; else the input itself. */
    private final ByteBuffer samples;

    private final FloatBuffer numbers;
    private final float[] numbersOfRow;
    /** Of a model that takes bytes: for each channel, the byte for each sample; empty where that is the sample itself. */
    private final byte[][] bytes;

    private final FloatBuffer[] answers;
    private final Candidates candidates;

    /**
     * Views of what the interpreter has allocated.
     *
     * @param engine closed with this
     * @param numbersStated whether the catalogue says what number a sample becomes; a model of bytes takes samples as they are where
     *     it does not
     */
    TfliteRun(Processor.Engine engine, LoadedModel model, boolean numbersStated) throws DetectorException {
        this.engine = engine;
        this.model = model;
        TfLiteTensor tensor = engine.interpreter().input_tensor(0);
        boolean floats = tensor.type() == tensorflowlite.kTfLiteFloat32;
        input = Tensors.memory(tensor);
        row = new byte[model.input().rowSamples()];
        samples = floats ? ByteBuffer.allocateDirect(model.input().layout().bytes()) : input;
        numbers = input.asFloatBuffer();
        numbersOfRow = new float[floats ? row.length : 0];
        bytes = floats ? new byte[0][] : bytes(model, tensor, numbersStated);
        candidates = new Candidates(model.family().points());
        answers = new FloatBuffer[model.shape().outputs().size()];
        for (int i = 0; i < answers.length; i++) {
            TfLiteTensor output = engine.interpreter().output_tensor(i);
            if (output.type() != tensorflowlite.kTfLiteFloat32) {
                throw new DetectorException(
                        "model " + model.id() + " gives " + Tensors.type(output.type()) + " instead of FLOAT32");
            }
            answers[i] = Tensors.memory(output).asFloatBuffer();
        }
    }

    /** Real number = scale · (byte − zero point); without a statement of the real numbers, bytes of the same meaning as samples. */
    private static byte[][] bytes(LoadedModel model, TfLiteTensor tensor, boolean numbersStated) {
        boolean signed = tensor.type() == tensorflowlite.kTfLiteInt8;
        double scale = tensor.params().scale();
        int zeroPoint = tensor.params().zero_point();
        boolean quantise = numbersStated && scale > 0;
        if (!quantise && !signed) {
            return new byte[0][];
        }
        int least = signed ? Byte.MIN_VALUE : 0;
        byte[][] table = new byte[CHANNELS][SAMPLES];
        for (int c = 0; c < CHANNELS; c++) {
            for (int sample = 0; sample < SAMPLES; sample++) {
                long value = quantise
                        ? Math.round(model.input().number(c, sample) / scale) + zeroPoint
                        : sample + Byte.MIN_VALUE;
                table[c][sample] = (byte) Math.max(least, Math.min(least + SAMPLES - 1, value));
            }
        }
        return table;
    }

    /** Answers one look. */
    List<Detection> answer(Look look) throws DetectorException {
        ModelInput shown = model.input();
        Placement placement = look.read(look.region(), shown.layout(), samples);
        if (numbersOfRow.length > 0) {
            shown.convert(samples, numbers, row, numbersOfRow);
        } else if (bytes.length > 0) {
            requantise();
        }
        if (engine.interpreter().Invoke() != tensorflowlite.kTfLiteOk) {
            throw new DetectorException("model " + model.id() + " failed");
        }
        candidates.begin(look.leastScore());
        model.family().decode(answers, candidates);
        List<Detection> detections = candidates.detections(model.labels(), placement, model.overlap());
        detections.removeIf(each -> each.label().equals(NO_LABEL));
        return detections;
    }

    private void requantise() {
        for (int at = 0; at < input.capacity(); at += row.length) {
            input.get(at, row, 0, row.length);
            for (int i = 0; i < row.length; i++) {
                row[i] = bytes[i % CHANNELS][row[i] & 0xff];
            }
            input.put(at, row, 0, row.length);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
