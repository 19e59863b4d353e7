package io.vedette.mqtt;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes live facts onto the board of retained topics. Called by one thread of core; never blocks. Thread-safe. */
final class Facts implements LiveFacts.Listener {

    private static final int LARGEST_SNAPSHOT_BYTES = 256 * 1024;

    private final RetainedBoard board;
    private final CountedWarning tooLarge = new CountedWarning("Snapshots left out of MQTT");

    Facts(RetainedBoard board) {
        this.board = board;
    }

    @Override
    public void fact(LiveFact fact) {
        if (fact instanceof LiveFact.Detector detector) {
            board.put("detectors/" + Topics.level(detector.name()) + "/state", text(detectorJson(detector)));
        } else {
            cameraFact(fact);
        }
    }

    private void cameraFact(LiveFact fact) {
        String camera = Topics.camera(fact.cameraId());
        if (fact instanceof LiveFact.State state) {
            board.put(camera + "state", text(stateJson(state.status())));
        } else if (fact instanceof LiveFact.MotionOn motion) {
            board.put(camera + "motion", onOff(motion.on()));
        } else if (fact instanceof LiveFact.Count count) {
            board.put(camera + "objects/" + Topics.level(count.label()), text(Integer.toString(count.count())));
        } else if (fact instanceof LiveFact.Snapshot snapshot) {
            snapshot(camera + "snapshot/" + Topics.level(snapshot.label()), snapshot.jpeg());
        } else if (fact instanceof LiveFact.SwitchOn turned) {
            board.put(camera + turned.which().topic() + "/state", onOff(turned.on()));
        } else if (fact instanceof LiveFact.Gone) {
            board.clear(camera);
        }
    }

    private void snapshot(String topic, ByteBuffer jpeg) {
        if (jpeg.remaining() > LARGEST_SNAPSHOT_BYTES) {
            tooLarge.tell(topic + ": " + jpeg.remaining() + " bytes, at most " + LARGEST_SNAPSHOT_BYTES);
            return;
        }
        board.put(topic, jpeg);
    }

    /** {@code {state, since_utc, fps, resolution, detector}}; what is not known is null. */
    static String stateJson(CameraStatus status) {
        return Json.object(json -> {
            json.writeStringField("state", status.state().word());
            json.writeStringField("since_utc", status.since().toString());
            json.writeFieldName("fps");
            Json.numberOrText(json, status.facts().get("fps"));
            json.writeStringField("resolution", status.facts().get("resolution"));
            json.writeStringField("detector", status.facts().get("detector"));
        });
    }

    /** {@code {state, since_utc, versions: [{bundle, state, because}]}}; {@code gone} where no version is left. */
    static String detectorJson(LiveFact.Detector detector) {
        return Json.object(json -> {
            json.writeStringField("state", detector.state().map(Facts::word).orElse("gone"));
            json.writeStringField("since_utc", detector.since().toString());
            json.writeArrayFieldStart("versions");
            for (LiveFact.Detector.Version each : detector.versions()) {
                json.writeStartObject();
                json.writeStringField("bundle", each.bundle());
                json.writeStringField("state", word(each.state()));
                json.writeStringField("because", each.because());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static String word(Candidate.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static ByteBuffer onOff(boolean on) {
        return text(on ? "ON" : "OFF");
    }

    static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }
}
