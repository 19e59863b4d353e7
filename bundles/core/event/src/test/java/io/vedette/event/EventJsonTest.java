package io.vedette.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.event.EventMessage;
import io.vedette.api.event.ObjectEvent;
import io.vedette.event.EventTables.Entry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final UUID ID = UUID.fromString("00000000-0000-3000-8000-00000000002a");
    private static final Instant AT = Instant.parse("2026-11-21T08:00:01.250999Z");
    private static final String NEW =
            "{\"schema\":1,\"type\":\"new\",\"event_id\":\"00000000-0000-3000-8000-00000000002a\","
                    + "\"stream_id\":\"front\",\"track_id\":7,\"epoch\":1,\"seq\":12,"
                    + "\"category\":\"human\",\"label\":\"person\",\"confidence\":0.91,"
                    + "\"timestamp_utc\":\"2026-11-21T08:00:01.250Z\",\"started_utc\":\"2026-11-21T08:00:00.000Z\",\"ended_utc\":null,"
                    + "\"frame_index\":412,\"bbox\":[0.41,0.22,0.1,0.3512],\"zones\":[\"porch\"],"
                    + "\"inference_latency_ms\":6.1,\"gpu_enabled\":false,"
                    + "\"detector\":{\"name\":\"onnx\",\"bundle\":\"io.vedette.detector.onnx\",\"version\":\"1.0.0\","
                    + "\"model\":\"coco-yolox-nano\",\"model_sha256\":\"ab12\"},"
                    + "\"risk_level\":\"info\",\"image_url\":\"/api/v1/events/00000000-0000-3000-8000-00000000002a/snapshot.jpg\"}";

    @Test
    void writesSchemaOneWordForWord() {
        ObjectEvent event = event(
                ObjectEvent.Type.NEW,
                Optional.empty(),
                new ObjectEvent.Provenance(
                        Looks.DETECTOR, Optional.of(6.14), Optional.of("/api/v1/events/" + ID + "/snapshot.jpg")),
                Map.of("risk_level", "info"));
        assertThat(EventJson.of(event)).isEqualTo(NEW);
    }

    @Test
    void writesNullForWhatIsNotKnown() {
        ObjectEvent event = event(
                ObjectEvent.Type.END,
                Optional.of(AT),
                new ObjectEvent.Provenance(
                        Map.of("name", "motion", "device", "gpu"), Optional.empty(), Optional.empty()),
                Map.of());
        assertThat(EventJson.of(event))
                .contains("\"type\":\"end\"")
                .contains("\"ended_utc\":\"2026-11-21T08:00:01.250Z\"")
                .contains("\"inference_latency_ms\":null,\"gpu_enabled\":true,")
                .contains("\"detector\":{\"name\":\"motion\",\"bundle\":null,\"version\":null,\"model\":null,"
                        + "\"model_sha256\":null}")
                .endsWith("\"risk_level\":\"info\",\"image_url\":null}");
    }

    @Test
    void addsFindingsBehindTheFixedKeys() {
        Map<String, Object> face = new LinkedHashMap<>();
        face.put("name", "Ada \"A\"");
        face.put("list", "known");
        face.put("similarity", 0.62346f);
        ObjectEvent event = event(
                ObjectEvent.Type.UPDATE,
                Optional.empty(),
                new ObjectEvent.Provenance(Looks.DETECTOR, Optional.empty(), Optional.empty()),
                Map.of("notify", false, "pose", Map.of("keypoints", List.of(List.of(0.1, 0.2, 1))), "face", face));
        assertThat(EventJson.of(event))
                .endsWith(
                        "\"image_url\":null,\"face\":{\"name\":\"Ada \\\"A\\\"\",\"list\":\"known\",\"similarity\":0.6235},"
                                + "\"pose\":{\"keypoints\":[[0.1,0.2,1]]},\"notify\":false}");
    }

    @Test
    void endsAnOpenEventFromItsLastMessageAlone() throws Exception {
        Entry end = Repair.ended(new Entry(new EventMessage(ID, 12, NEW), "new", "front", 1));
        assertThat(end.message().seq()).isEqualTo(13);
        assertThat(end.type()).isEqualTo("end");
        assertThat(end.message().json())
                .isEqualTo(NEW.replace("\"new\"", "\"end\"")
                        .replace("\"seq\":12", "\"seq\":13")
                        .replace("\"ended_utc\":null", "\"ended_utc\":\"2026-11-21T08:00:01.250Z\""));
    }

    private static ObjectEvent event(
            ObjectEvent.Type type,
            Optional<Instant> ended,
            ObjectEvent.Provenance provenance,
            Map<String, Object> attributes) {
        return new ObjectEvent(
                new ObjectEvent.Key(type, ID, "front", 7, 1, 12),
                new ObjectEvent.Subject("human", "person", 0.91f, new Box(0.41, 0.22, 0.10, 0.35123), 412),
                new ObjectEvent.Times(AT, Instant.parse("2026-11-21T08:00:00Z"), ended),
                provenance,
                List.of("porch"),
                attributes);
    }
}
