package io.vedette.benchmarks;

import io.vedette.api.Box;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import io.vedette.api.media.Picture;
import io.vedette.api.model.ModelFile;
import io.vedette.media.picture.SwsScaler;
import io.vedette.vision.model.ModelInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What motion and a detector read of a picture of 1280x720. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScalingBenchmark {

    private static final PixelLayout PLANAR = layout(PixelLayout.Arrangement.PLANAR);
    private static final PixelLayout PACKED = layout(PixelLayout.Arrangement.PACKED);
    private static final Box PART = new Box(0.3, 0.2, 0.4, 0.6);

    private final Picture picture = new Noise(1280, 720, 1);
    private final SwsScaler scaler = new SwsScaler();
    private final ByteBuffer luma = ByteBuffer.allocateDirect(320 * 180);
    private final ByteBuffer tensor = ByteBuffer.allocateDirect(PLANAR.bytes());
    private final ModelInput input = input();
    private final FloatBuffer numbers = ByteBuffer.allocateDirect(Float.BYTES * PLANAR.bytes())
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    private final byte[] row = new byte[input.rowSamples()];
    private final float[] numbersOfRow = new float[input.rowSamples()];

    private static PixelLayout layout(PixelLayout.Arrangement arrangement) {
        return new PixelLayout(416, 416, PixelLayout.Order.BGR, arrangement, PixelLayout.Fit.TOP_LEFT, 114);
    }

    private static ModelInput input() {
        ModelFile model = new ModelFile(
                "benchmark", "detect", "yolox", Path.of("none"), List.of(), Map.of("order", "bgr", "pad", "114"));
        try {
            return ModelInput.ofNumbers(model, PLANAR.widthPx(), PLANAR.heightPx(), PixelLayout.Arrangement.PLANAR);
        } catch (DetectorException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The small luma plane that motion looks at. */
    @Benchmark
    public ByteBuffer lumaForMotion() {
        scaler.luma(picture, 320, 180, luma);
        return luma;
    }

    /** A part of it as a model that takes bytes is given it. */
    @Benchmark
    public Placement packedBytesOfAPart() {
        return scaler.read(picture, PART, PACKED, tensor);
    }

    /** The same in planes. */
    @Benchmark
    public Placement planarBytesOfAPart() {
        return scaler.read(picture, PART, PLANAR, tensor);
    }

    /** A part of it as a model that takes numbers in planes is given it: read packed, then looked up. */
    @Benchmark
    public FloatBuffer numbersOfAPart() {
        scaler.read(picture, PART, PACKED, tensor);
        input.convert(tensor, numbers, row, numbersOfRow);
        return numbers;
    }
}
