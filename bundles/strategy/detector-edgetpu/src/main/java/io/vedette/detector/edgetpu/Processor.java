package io.vedette.detector.edgetpu;

import io.vedette.api.detect.DetectorException;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.Interpreter;

/**
 * What a model runs on: the CPU with that many threads, or an EdgeTPU. Immutable.
 *
 * @param threads of one run on the CPU
 * @param concurrency how many runs may go on at once
 * @param edgeTpu the library and its device, absent for the CPU
 */
record Processor(int threads, int concurrency, Optional<EdgeTpu> edgeTpu) {

    /**
     * An EdgeTPU. Immutable.
     *
     * @param library by which it is reached
     * @param device the one to run on
     */
    record EdgeTpu(EdgeTpuLibrary library, EdgeTpuLibrary.Device device) {}

    static Processor cpu(Settings settings) {
        return new Processor(settings.threads(), settings.concurrency(), Optional.empty());
    }

    /** An EdgeTPU does one thing at a time. */
    static Processor of(EdgeTpu edgeTpu) {
        return new Processor(1, 1, Optional.of(edgeTpu));
    }

    /** {@code edgetpu} or {@code cpu}. */
    String word() {
        return edgeTpu.isPresent() ? Settings.EDGETPU : Settings.CPU;
    }

    /**
     * A new interpreter of that model, ready to run here.
     *
     * @throws DetectorException it cannot run here; nothing is left behind
     */
    Engine engine(Graph graph) throws DetectorException {
        if (edgeTpu.isEmpty()) {
            return new Engine(graph.interpreter(threads, Optional.empty()), () -> {});
        }
        EdgeTpuLibrary library = edgeTpu.get().library();
        long delegate = library.createDelegate(edgeTpu.get().device());
        Engine engine = null;
        try {
            engine = new Engine(
                    graph.interpreter(threads, Optional.of(new At(delegate))), () -> library.freeDelegate(delegate));
        } finally {
            if (engine == null) {
                library.freeDelegate(delegate);
            }
        }
        return engine;
    }

    /** A place in memory that belongs to another library. */
    private static final class At extends Pointer {
        At(long place) {
            address = place;
        }
    }

    /**
     * An interpreter and what it runs on, which is freed after it. Confined to one run; closed once.
     *
     * @param interpreter allocated
     * @param after gives the delegate back
     */
    record Engine(Interpreter interpreter, Runnable after) implements AutoCloseable {
        @Override
        public void close() {
            interpreter.close();
            after.run();
        }
    }
}
