package io.vedette.mqtt;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The numbers that {@code stats} tells: cameras' counters, waiting events, memory, our own traffic. Thread-safe. */
final class Stats {

    private static final long MEGABYTE = 1024 * 1024;

    final AtomicLong eventsSent = new AtomicLong();
    final AtomicLong connections = new AtomicLong();

    private final Cameras cameras;
    private final EventLog log;
    private final InstantSource clock;
    private final Instant started;

    Stats(Cameras cameras, EventLog log, InstantSource clock) {
        this.cameras = cameras;
        this.log = log;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** One JSON object; {@code backlog} is null where the database does not answer. */
    String json(long refusedOrders) {
        Instant now = clock.instant();
        return Json.object(json -> {
            json.writeStringField("timestamp_utc", now.toString());
            json.writeNumberField("uptime_s", now.getEpochSecond() - started.getEpochSecond());
            json.writeObjectFieldStart("cameras");
            for (CameraStatus camera : cameras.all()) {
                json.writeObjectFieldStart(camera.id());
                json.writeStringField("state", camera.state().word());
                counters(json, camera.counters());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeFieldName("backlog");
            backlog(json);
            json.writeFieldName("memory");
            memory(json);
            json.writeObjectFieldStart("mqtt");
            json.writeNumberField("events_sent", eventsSent.get());
            json.writeNumberField("connections", connections.get());
            json.writeNumberField("orders_refused", refusedOrders);
            json.writeEndObject();
        });
    }

    private void backlog(JsonGenerator json) throws IOException {
        List<SinkState> sinks;
        try {
            sinks = log.sinks();
        } catch (StoreException e) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        for (SinkState each : sinks) {
            json.writeNumberField(each.name(), each.waiting());
        }
        json.writeEndObject();
    }

    private static void counters(JsonGenerator json, Map<String, Long> counters) throws IOException {
        for (Map.Entry<String, Long> each : new TreeMap<>(counters).entrySet()) {
            json.writeNumberField(each.getKey(), each.getValue());
        }
    }

    private static void memory(JsonGenerator json) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        json.writeStartObject();
        json.writeNumberField("heap_used_mb", (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE);
        json.writeNumberField("heap_max_mb", runtime.maxMemory() / MEGABYTE);
        json.writeEndObject();
    }
}
