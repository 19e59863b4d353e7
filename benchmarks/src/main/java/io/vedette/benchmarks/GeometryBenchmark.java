package io.vedette.benchmarks;

import io.vedette.api.Box;
import io.vedette.api.CameraInfo;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.ObjectTracker;
import io.vedette.api.track.PictureSize;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackerSettings;
import io.vedette.tracker.bytetrack.ByteTracker;
import io.vedette.vision.Assignment;
import io.vedette.vision.Nms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

/** Overlaps, suppression and assignment of boxes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GeometryBenchmark {

    private static final PictureSize SIZE = new PictureSize(1280, 720);
    private static final double LIMIT = 0.8;

    /** How many there are. */
    @Param({"10", "100"})
    public int boxes;

    private final Assignment assignment = new Assignment();
    private final List<Detection> detections = new ArrayList<>();
    private double[] costs;
    private ObjectTracker.Session tracker;
    private long timeNs;

    @Setup
    public void draw() {
        Random random = new Random(3);
        detections.clear();
        for (int i = 0; i < boxes; i++) {
            Box box = new Box(random.nextDouble() * 0.9, random.nextDouble() * 0.8, 0.08, 0.18);
            detections.add(new Detection("person", 0.3 + 0.69 * random.nextDouble(), box));
        }
        detections.sort((a, b) -> Double.compare(b.score(), a.score()));
        costs = random.doubles((long) boxes * boxes).toArray();
        TrackerSettings settings = new TrackerSettings(0.5, 0.6, 2, Duration.ofSeconds(2), 1);
        tracker = new ByteTracker().open(new CameraInfo("front", Set.of("*"), 0.5, Map.of()), settings);
    }

    /** Non-maximum suppression. */
    @Benchmark
    public List<Detection> suppress() {
        return Nms.perLabel(detections, 0.5);
    }

    /** Assignment of as many rows as columns by cost. */
    @Benchmark
    public int assign() {
        assignment.begin(boxes, boxes, LIMIT);
        for (int i = 0; i < costs.length; i++) {
            if (costs[i] < LIMIT) {
                assignment.offer(i / boxes, i % boxes, costs[i]);
            }
        }
        assignment.solve();
        return assignment.columnOf(0);
    }

    /** A whole update of the tracker: prediction, overlaps, assignments. */
    @Benchmark
    public List<Track> track() {
        timeNs += 200_000_000;
        return tracker.update(timeNs, SIZE, detections, List.of(Box.FRAME));
    }
}
