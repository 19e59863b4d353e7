package io.vedette.detector.edgetpu;

import io.vedette.api.detect.DetectorException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorflowlite.TfLiteIntArray;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** What is to be known of TensorFlow Lite's tensors. */
final class Tensors {

    private Tensors() {}

    static long[] dims(TfLiteTensor tensor) {
        TfLiteIntArray told = tensor.dims();
        long[] dims = new long[told.size()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = told.data(i);
        }
        return dims;
    }

    /**
     * Its memory, which is TensorFlow Lite's and goes with the interpreter.
     *
     * @throws DetectorException the model is so made that it has none
     */
    static ByteBuffer memory(TfLiteTensor tensor) throws DetectorException {
        BytePointer memory = tensor.data().raw();
        if (memory == null || memory.isNull()) {
            throw new DetectorException("the model's tensor '" + name(tensor) + "' got no memory");
        }
        return memory.position(0).capacity(tensor.bytes()).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    static String name(TfLiteTensor tensor) {
        return tensor.name() == null ? "" : tensor.name().getString();
    }

    /** {@code UINT8} and the like, as people write it. */
    static String type(int type) {
        if (type == tensorflowlite.kTfLiteFloat32) {
            return "FLOAT32";
        }
        if (type == tensorflowlite.kTfLiteUInt8) {
            return "UINT8";
        }
        return type == tensorflowlite.kTfLiteInt8 ? "INT8" : "type" + type;
    }
}
