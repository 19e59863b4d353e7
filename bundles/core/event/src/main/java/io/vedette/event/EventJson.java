package io.vedette.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vedette.api.Box;
import io.vedette.api.event.ObjectEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The event JSON, schema 1: what programs outside rely on. Keys stand in a fixed order; fractions have four decimals, times
 * milliseconds. Thread-safe.
 */
final class EventJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter UTC =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final List<String> FURTHER =
            List.of("clip_url", "trigger", "face", "pose", "species", "notify", "alert");

    private EventJson() {}

    static String of(ObjectEvent event) {
        StringWriter text = new StringWriter(768);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            head(json, event.key());
            subject(json, event.what());
            times(json, event.times());
            json.writeNumberField("frame_index", event.what().frameIndex());
            place(json, event.what().box(), event.zones());
            provenance(json, event.provenance());
            tail(json, event);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be written", e);
        }
        return text.toString();
    }

    private static void head(JsonGenerator json, ObjectEvent.Key key) throws IOException {
        json.writeNumberField("schema", 1);
        json.writeStringField("type", word(key.type()));
        json.writeStringField("event_id", key.eventId().toString());
        json.writeStringField("stream_id", key.streamId());
        json.writeNumberField("track_id", key.trackId());
        json.writeNumberField("epoch", key.epoch());
        json.writeNumberField("seq", key.seq());
    }

    private static void subject(JsonGenerator json, ObjectEvent.Subject what) throws IOException {
        json.writeStringField("category", what.category());
        json.writeStringField("label", what.label());
        json.writeNumberField("confidence", rounded(what.confidence()));
    }

    private static void times(JsonGenerator json, ObjectEvent.Times times) throws IOException {
        json.writeStringField("timestamp_utc", utc(times.at()));
        json.writeStringField("started_utc", utc(times.started()));
        json.writeStringField("ended_utc", times.ended().map(EventJson::utc).orElse(null));
    }

    private static void place(JsonGenerator json, Box box, List<String> zones) throws IOException {
        json.writeArrayFieldStart("bbox");
        for (double each : new double[] {box.x(), box.y(), box.width(), box.height()}) {
            json.writeNumber(rounded(each));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("zones");
        for (String zone : zones) {
            json.writeString(zone);
        }
        json.writeEndArray();
    }

    private static void provenance(JsonGenerator json, ObjectEvent.Provenance provenance) throws IOException {
        json.writeFieldName("inference_latency_ms");
        if (provenance.latencyMs().isPresent()) {
            json.writeNumber(Math.round(provenance.latencyMs().get() * 10) / 10.0);
        } else {
            json.writeNull();
        }
        Map<String, String> detector = provenance.detector();
        json.writeBooleanField("gpu_enabled", "gpu".equals(detector.get("device")));
        json.writeObjectFieldStart("detector");
        for (String key : List.of("name", "bundle", "version", "model", "model_sha256")) {
            String value = detector.getOrDefault(key, "");
            json.writeStringField(key, value.isEmpty() ? null : value);
        }
        json.writeEndObject();
    }

    private static void tail(JsonGenerator json, ObjectEvent event) throws IOException {
        Map<String, Object> attributes = event.attributes();
        json.writeStringField("risk_level", String.valueOf(attributes.getOrDefault("risk_level", "info")));
        json.writeStringField("image_url", event.provenance().imageUrl().orElse(null));
        for (String key : FURTHER) {
            if (attributes.containsKey(key)) {
                json.writeFieldName(key);
                value(json, attributes.get(key));
            }
        }
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> each : map.entrySet()) {
                json.writeFieldName(String.valueOf(each.getKey()));
                value(json, each.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                value(json, each);
            }
            json.writeEndArray();
        } else if (value == null) {
            json.writeNull();
        } else {
            scalar(json, value);
        }
    }

    private static void scalar(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(rounded(((Number) value).doubleValue()));
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    /** The word of a type in topics, tables and JSON. */
    static String word(ObjectEvent.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String utc(Instant at) {
        return UTC.format(at);
    }

    private static double rounded(double fraction) {
        return Math.round(fraction * 10_000) / 10_000.0;
    }
}
