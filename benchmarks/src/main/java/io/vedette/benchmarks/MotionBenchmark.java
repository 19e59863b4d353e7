package io.vedette.benchmarks;

import io.vedette.api.CameraInfo;
import io.vedette.api.motion.LumaPicture;
import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.motion.MotionSettings;
import io.vedette.motion.difference.DifferenceMotion;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A look of the motion detector at 320x180 luma with the noise of a sensor, five a second of media time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MotionBenchmark {

    private static final int PICTURES = 16;
    private static final long STEP_NS = 200_000_000;
    private static final int SIDE_PX = 24;

    /** Whether somebody walks through. */
    @Param({"false", "true"})
    public boolean walker;

    private final LumaPicture[] pictures = new LumaPicture[PICTURES];
    private MotionDetector.Session session;
    private int next;
    private long timeNs;

    @Setup
    public void draw() {
        for (int i = 0; i < PICTURES; i++) {
            pictures[i] = new LumaPicture(320, 180, new Noise(320, 180, i).plane(0));
            for (int p = 0; walker && p < SIDE_PX * SIDE_PX; p++) {
                int at = (60 + p / SIDE_PX) * 320 + 40 + 8 * i + p % SIDE_PX;
                pictures[i].samples().put(at, (byte) 200);
            }
        }
        session = new DifferenceMotion()
                .open(new CameraInfo("front", Set.of("*"), 0.5, Map.of()), MotionSettings.DEFAULT);
    }

    @Benchmark
    public Motion look() {
        timeNs += STEP_NS;
        next = (next + 1) % PICTURES;
        return session.look(pictures[next], timeNs);
    }
}
