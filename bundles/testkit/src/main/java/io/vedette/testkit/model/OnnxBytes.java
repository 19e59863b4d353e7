package io.vedette.testkit.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** Writes tiny ONNX models whose answer is always the same (onnx.proto, IR version 8, opset 13). Confined to one test. */
public final class OnnxBytes {

    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    /** Kinds of attributes. */
    private static final int INT = 2;

    private static final int INTS = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private OnnxBytes() {}

    /** A model that takes pictures of that size and always gives the values, all in one output of those dimensions. */
    public static byte[] constant(int widthPx, int heightPx, float value, long... dims) {
        int count = Math.toIntExact(Arrays.stream(dims).reduce(1, (a, b) -> a * b));
        return model(widthPx, heightPx, tensor(dims).bytes(9, floats(value, count)), dims);
    }

    /** A model that keeps its weights in another file. */
    public static byte[] withExternalData(int widthPx, int heightPx, long... dims) {
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

    /** As {@link #constant}, but the values pass through eight bits: a quantized model in the QDQ form. */
    public static byte[] quantized(int widthPx, int heightPx, float value, long... dims) {
        OnnxBytes scale = new OnnxBytes().number(2, FLOAT).text(8, "scale").bytes(9, floats(0.01f, 1));
        OnnxBytes zero = new OnnxBytes().number(2, UINT8).text(8, "zero").bytes(9, new byte[1]);
        int count = Math.toIntExact(Arrays.stream(dims).reduce(1, (a, b) -> a * b));
        OnnxBytes graph = new OnnxBytes()
                .message(1, node("QuantizeLinear", "eight", "answer", "scale", "zero"))
                .message(1, node("DequantizeLinear", "output", "eight", "scale", "zero"))
                .message(5, scale)
                .message(5, zero);
        return model(graph, widthPx, heightPx, tensor(dims).bytes(9, floats(value, count)), dims);
    }

    /**
     * A model of NCHW floats with a cast before it, so that it takes bytes, packed or in planes.
     *
     * @param whole a model whose input has that name
     */
    public static byte[] takingBytes(byte[] whole, String input, boolean packed, int widthPx, int heightPx) {
        OnnxBytes nodes = new OnnxBytes();
        if (packed) {
            OnnxBytes turned = new OnnxBytes().text(1, "perm").number(20, INTS);
            for (long axis : new long[] {0, 3, 1, 2}) {
                turned.number(8, axis);
            }
            nodes.message(1, node("Cast", "cast", "bytes").message(5, toFloat()))
                    .message(1, node("Transpose", input, "cast").message(5, turned));
        } else {
            nodes.message(1, node("Cast", input, "bytes").message(5, toFloat()));
        }
        OnnxBytes graph = nodes.message(
                11,
                packed
                        ? value("bytes", UINT8, 1, heightPx, widthPx, 3)
                        : value("bytes", UINT8, 1, 3, heightPx, widthPx));
        OnnxBytes model = new OnnxBytes();
        fields(whole, (field, content) -> {
            if (field == 7) {
                fields(content, (inner, each) -> {
                    if (inner != 11) {
                        graph.bytes(inner, each);
                    }
                });
            } else {
                model.bytes(field, content);
            }
        });
        return model.number(1, 8).message(7, graph).out.toByteArray();
    }

    private static OnnxBytes toFloat() {
        return new OnnxBytes().text(1, "to").number(3, FLOAT).number(20, INT);
    }

    /** Walks through a message's fields of bytes; numbers are passed over. */
    private static void fields(byte[] message, BiConsumer<Integer, byte[]> each) {
        ByteBuffer left = ByteBuffer.wrap(message);
        while (left.hasRemaining()) {
            int tag = (int) read(left);
            long value = read(left);
            if ((tag & 7) == 2) {
                byte[] content = new byte[(int) value];
                left.get(content);
                each.accept(tag >> 3, content);
            }
        }
    }

    private static long read(ByteBuffer left) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = left.get();
            value |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    private static OnnxBytes node(String kind, String output, String... inputs) {
        OnnxBytes node = new OnnxBytes();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, kind);
    }

    private static byte[] floats(float value, int count) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        while (raw.hasRemaining()) {
            raw.putFloat(value);
        }
        return raw.array();
    }

    private static byte[] model(int widthPx, int heightPx, OnnxBytes answer, long... dims) {
        return model(new OnnxBytes().message(1, node("Identity", "output", "answer")), widthPx, heightPx, answer, dims);
    }

    private static byte[] model(OnnxBytes nodes, int widthPx, int heightPx, OnnxBytes answer, long... dims) {
        OnnxBytes graph = nodes.text(2, "always the same")
                .message(5, answer)
                .message(11, value("images", FLOAT, 1, 3, heightPx, widthPx))
                .message(12, value("output", FLOAT, dims));
        return new OnnxBytes()
                .number(1, 8)
                .message(7, graph)
                .message(8, new OnnxBytes().number(2, 13))
                .out
                .toByteArray();
    }

    private static OnnxBytes value(String name, int type, long... dims) {
        OnnxBytes shape = new OnnxBytes();
        for (long dim : dims) {
            shape.message(1, new OnnxBytes().number(1, dim));
        }
        OnnxBytes tensor = new OnnxBytes().number(1, type).message(2, shape);
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
