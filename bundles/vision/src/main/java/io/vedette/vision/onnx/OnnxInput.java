package io.vedette.vision.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.PixelLayout.Arrangement;
import io.vedette.api.model.ModelFile;
import io.vedette.vision.model.ModelInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/**
 * What a graph takes: pictures of one size as floats or as bytes, in planes (NCHW) or packed (NHWC). Immutable.
 *
 * @param name what the graph calls it
 * @param type FLOAT or UINT8
 * @param arrangement of the colours
 * @param many whether it takes any number of pictures at once
 * @param widthPx the pictures' columns
 * @param heightPx the pictures' rows
 */
record OnnxInput(String name, OnnxJavaType type, Arrangement arrangement, boolean many, int widthPx, int heightPx) {

    private static final int DIMS = 4;
    private static final long CHANNELS = 3;

    /** Reads it from what the graph tells; the size from the model's options where the graph leaves it open. */
    static OnnxInput of(ModelFile file, Map<String, NodeInfo> inputs) throws DetectorException {
        NodeInfo node = inputs.values().iterator().next();
        if (!(node.getInfo() instanceof TensorInfo tensor)) {
            throw new DetectorException("model " + file.id() + " has '" + node.getName() + "', which is no tensor");
        }
        long[] dims = tensor.getShape();
        boolean picture = inputs.size() == 1
                && dims.length == DIMS
                && (tensor.type == OnnxJavaType.FLOAT || tensor.type == OnnxJavaType.UINT8)
                && may(dims[0], 1);
        boolean planar = picture && may(dims[1], CHANNELS);
        if (!planar && !(picture && dims[3] == CHANNELS)) {
            throw new DetectorException("model " + file.id() + " takes " + inputs.size() + " input(s), the first of "
                    + tensor.type + Arrays.toString(dims)
                    + ", instead of one of FLOAT or UINT8 [1, 3, height, width] or [1, height, width, 3]");
        }
        long height = planar ? dims[2] : dims[1];
        long width = planar ? dims[3] : dims[2];
        int[] size = width > 0 && height > 0 ? new int[] {(int) width, (int) height} : said(file);
        Arrangement arrangement = planar ? Arrangement.PLANAR : Arrangement.PACKED;
        return new OnnxInput(node.getName(), tensor.type, arrangement, dims[0] < 0, size[0], size[1]);
    }

    private static boolean may(long dim, long wanted) {
        return dim == wanted || dim < 0;
    }

    private static int[] said(ModelFile file) throws DetectorException {
        String[] said = file.attributes().getOrDefault("input", "").split("x", -1);
        try {
            return new int[] {Integer.parseInt(said[0]), Integer.parseInt(said[said.length - 1])};
        } catch (NumberFormatException e) {
            throw new DetectorException(
                    "model " + file.id() + " takes pictures of any size, so the catalogue must say which", e);
        }
    }

    /** How looks become what it takes. */
    ModelInput shown(ModelFile file) throws DetectorException {
        return bytes()
                ? ModelInput.ofBytes(file, widthPx, heightPx, arrangement)
                : ModelInput.ofNumbers(file, widthPx, heightPx, arrangement);
    }

    boolean bytes() {
        return type == OnnxJavaType.UINT8;
    }

    /** Memory for so many pictures. */
    ByteBuffer memory(int pictures) {
        int bytes = Math.toIntExact(pictures * CHANNELS * widthPx * heightPx * (bytes() ? 1 : Float.BYTES));
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** A tensor upon that memory; the caller closes it. */
    OnnxTensor tensor(OrtEnvironment environment, ByteBuffer memory, int pictures) throws OrtException {
        long[] dims = arrangement == Arrangement.PLANAR
                ? new long[] {pictures, CHANNELS, heightPx, widthPx}
                : new long[] {pictures, heightPx, widthPx, CHANNELS};
        return OnnxTensor.createTensor(environment, memory, dims, type);
    }
}
