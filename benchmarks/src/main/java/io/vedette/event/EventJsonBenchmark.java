package io.vedette.event;

import io.vedette.api.Box;
import io.vedette.api.event.ObjectEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An event as JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EventJsonBenchmark {

    private static final Instant AT = Instant.parse("2026-11-21T08:00:01.250Z");

    private final ObjectEvent event = new ObjectEvent(
            new ObjectEvent.Key(ObjectEvent.Type.UPDATE, UUID.randomUUID(), "front", 7, 1, 12),
            new ObjectEvent.Subject("human", "person", 0.91f, new Box(0.41, 0.22, 0.10, 0.35), 412),
            new ObjectEvent.Times(AT, AT, Optional.empty()),
            new ObjectEvent.Provenance(
                    Map.of("name", "onnx", "bundle", "b", "version", "1", "model", "coco-yolox-nano"),
                    Optional.of(6.1),
                    Optional.empty()),
            List.of("porch"),
            Map.of("risk_level", "info"));

    /** The line that subscribers get. */
    @Benchmark
    public String json() {
        return EventJson.of(event);
    }
}
