package io.vedette.vision.model;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The sizes of a model's input and outputs, all known. Immutable.
 *
 * @param widthPx the input's columns
 * @param heightPx the input's rows
 * @param outputs in the model's order
 */
public record Shape(int widthPx, int heightPx, List<Output> outputs) {

    /**
     * One output. Immutable.
     *
     * @param name as the model calls it
     * @param dims its dimensions
     */
    public record Output(String name, List<Long> dims) {
        public Output {
            dims = List.copyOf(dims);
        }

        public static Output of(String name, long[] dims) {
            return new Output(name, Arrays.stream(dims).boxed().toList());
        }

        public long elements() {
            return dims.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        }

        public boolean is(long... wanted) {
            return dims.equals(Arrays.stream(wanted).boxed().toList());
        }

        @Override
        public String toString() {
            return name + dims;
        }
    }

    public Shape {
        outputs = List.copyOf(outputs);
    }

    /** Cells in a row of the grid with that stride. */
    public int columns(int stride) {
        return (widthPx + stride - 1) / stride;
    }

    /** Rows of the grid with that stride. */
    public int rows(int stride) {
        return (heightPx + stride - 1) / stride;
    }

    public int cells(int stride) {
        return columns(stride) * rows(stride);
    }

    /** The first output of exactly these dimensions. */
    public OptionalInt with(long... dims) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).is(dims)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The output of that name, if it has exactly these dimensions. */
    public OptionalInt named(String name, long... dims) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).name().equals(name) && outputs.get(i).is(dims)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public String toString() {
        return outputs.stream().map(Output::toString).collect(Collectors.joining(" ")) + " for " + widthPx + "x"
                + heightPx;
    }
}
