package io.vedette.benchmarks;

import io.vedette.api.Box;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import io.vedette.api.media.Picture;
import io.vedette.media.picture.SwsScaler;
import java.nio.ByteBuffer;
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

    private static PixelLayout layout(PixelLayout.Arrangement arrangement) {
        return new PixelLayout(416, 416, PixelLayout.Order.BGR, arrangement, PixelLayout.Fit.TOP_LEFT, 114);
    }

    /** The small luma plane that motion looks at. */
    @Benchmark
    public ByteBuffer lumaForMotion() {
        scaler.luma(picture, 320, 180, luma);
        return luma;
    }

    /** The whole picture as a planar tensor of 416x416 bytes a colour. */
    @Benchmark
    public Placement tensorOfTheWholePicture() {
        return scaler.read(picture, Box.FRAME, PLANAR, tensor);
    }

    /** A part of it. */
    @Benchmark
    public Placement tensorOfAPart() {
        return scaler.read(picture, PART, PLANAR, tensor);
    }

    /** A part of it, packed. */
    @Benchmark
    public Placement packedTensorOfAPart() {
        return scaler.read(picture, PART, PACKED, tensor);
    }
}
