package io.vedette.detector.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes tiny ONNX models whose answer is always the same (onnx.proto, IR version 8, opset 13). Confined to one test. */
final class OnnxBytes {

    private static final int FLOAT = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A model that takes pictures of that size and always gives the values, all in one output of those dimensions. */
    static byte[] constant(int widthPx, int heightPx, float value, long... dims) {
        int count = 1;
        for (long dim : dims) {
            count *= Math.toIntExact(dim);
        }
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        while (raw.hasRemaining()) {
            raw.putFloat(value);
        }
        return model(widthPx, heightPx, tensor(dims).bytes(9, raw.array()), dims);
    }

    /** A model that keeps its weights in another file. */
    static byte[] withExternalData(int widthPx, int heightPx, long... dims) {
        OnnxBytes location = new OnnxBytes().text(1, "location").text(2, "weights.data");
        return model(widthPx, heightPx, tensor(dims).message(13, location).number(14, 1), dims);
    }

    private static OnnxBytes tensor(long... dims) {
        OnnxBytes tensor = new OnnxBytes();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        return tensor.number(2, FLOAT).text(8, "answer");
    }

    private static byte[] model(int widthPx, int heightPx, OnnxBytes answer, long... dims) {
        OnnxBytes node = new OnnxBytes().text(1, "answer").text(2, "output").text(4, "Identity");
        OnnxBytes graph = new OnnxBytes()
                .message(1, node)
                .text(2, "always the same")
                .message(5, answer)
                .message(11, value("images", 1, 3, heightPx, widthPx))
                .message(12, value("output", dims));
        return new OnnxBytes()
                .number(1, 8)
                .message(7, graph)
                .message(8, new OnnxBytes().number(2, 13))
                .out
                .toByteArray();
    }

    private static OnnxBytes value(String name, long... dims) {
        OnnxBytes shape = new OnnxBytes();
        for (long dim : dims) {
            shape.message(1, new OnnxBytes().number(1, dim));
        }
        OnnxBytes tensor = new OnnxBytes().number(1, FLOAT).message(2, shape);
        return new OnnxBytes().text(1, name).message(2, new OnnxBytes().message(1, tensor));
    }

    private OnnxBytes number(int field, long value) {
        varint(field << 3);
        varint(value);
        return this;
    }

    private OnnxBytes text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private OnnxBytes message(int field, OnnxBytes message) {
        return bytes(field, message.out.toByteArray());
    }

    private OnnxBytes bytes(int field, byte[] bytes) {
        varint(field << 3 | 2);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
