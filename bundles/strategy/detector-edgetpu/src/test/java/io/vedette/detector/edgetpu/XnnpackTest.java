package io.vedette.detector.edgetpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testkit.peer.TestData;
import java.nio.file.Files;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithoutDefaultDelegates;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much XNNPACK is worth, told for people; no test fails by the clock. */
class XnnpackTest {

    private static final Logger LOG = LoggerFactory.getLogger(XnnpackTest.class);
    private static final int RUNS = 30;

    @Test
    void tellsWhatXnnpackIsWorth() throws Exception {
        byte[] content = Files.readAllBytes(TestData.path("models/movenet_lightning_int8.tflite"));
        double plain = plain(content);
        try (Graph graph = new Graph("movenet", content);
                Interpreter fast = graph.interpreter(1, Optional.empty())) {
            double with = milliseconds(fast);
            LOG.info(
                    "MoveNet Lightning int8, one thread: {} ms by XNNPACK, {} ms without: {} times faster",
                    String.format("%.1f", with),
                    String.format("%.1f", plain),
                    String.format("%.1f", plain / with));
            assertThat(with).isPositive();
        }
    }

    private static double plain(byte[] content) {
        try (BytePointer memory = new BytePointer(content);
                FlatBufferModel model = FlatBufferModel.VerifyAndBuildFromBuffer(memory, content.length, null, null);
                BuiltinOpResolverWithoutDefaultDelegates operators = new BuiltinOpResolverWithoutDefaultDelegates();
                InterpreterBuilder builder = new InterpreterBuilder(model, operators);
                Interpreter interpreter = new Interpreter((Pointer) null)) {
            builder.SetNumThreads(1);
            assertThat(builder.apply(interpreter)).isZero();
            assertThat(interpreter.AllocateTensors()).isZero();
            return milliseconds(interpreter);
        }
    }

    private static double milliseconds(Interpreter interpreter) {
        for (int i = 0; i < 5; i++) {
            assertThat(interpreter.Invoke()).isZero();
        }
        long start = System.nanoTime();
        for (int i = 0; i < RUNS; i++) {
            assertThat(interpreter.Invoke()).isZero();
        }
        return (System.nanoTime() - start) / 1e6 / RUNS;
    }
}
