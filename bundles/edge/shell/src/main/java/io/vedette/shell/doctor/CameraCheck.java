package io.vedette.shell.doctor;

import io.vedette.core.spi.camera.CameraStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Examines the cameras. Stateless. */
final class CameraCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CameraCheck() {}

    /**
     * Looks at the cameras.
     *
     * @param refused complaints about files, by camera
     */
    static List<Finding> look(List<CameraStatus> cameras, Map<String, String> refused, Instant now) {
        List<Finding> found = new ArrayList<>();
        if (cameras.isEmpty()) {
            found.add(
                    Finding.problem("camera", "There is none, so nothing is watched", "vedette:camera-add NAME 'URI'"));
        } else if (cameras.stream().allMatch(CameraCheck::demo)) {
            found.add(Finding.note("camera", "None but the drawn demo", "vedette:camera-add NAME 'URI'"));
        }
        refused.forEach((id, complaint) -> found.add(Finding.problem(
                about(id),
                "Its file is refused: " + complaint,
                "Mend etc/io.vedette.camera-" + id + ".cfg; what held before holds still")));
        cameras.forEach(camera -> found.add(state(camera, now)));
        cameras.forEach(camera -> gate(camera, found));
        return found;
    }

    private static boolean demo(CameraStatus camera) {
        return camera.facts().getOrDefault("uri", "").startsWith("demo:");
    }

    private static String about(String id) {
        return "camera " + id;
    }

    private static Finding state(CameraStatus camera, Instant now) {
        String since = " since " + camera.since().truncatedTo(ChronoUnit.SECONDS);
        String reason = camera.reason().isEmpty() ? "" : ": " + camera.reason();
        return switch (camera.state()) {
            case ONLINE -> camera.reason().isEmpty()
                    ? Finding.ok(
                            about(camera.id()),
                            "Is online, " + camera.facts().getOrDefault("fps", "?") + " pictures a second")
                    : Finding.problem(
                            about(camera.id()),
                            "Is online, but " + camera.reason(),
                            "See that uri in its file, which stands beside detect.uri, is right");
            case DISABLED -> Finding.note(
                    about(camera.id()),
                    "Is switched off" + since,
                    "If that is not meant: enabled = true in its file, or its MQTT switch");
            case CONNECTING -> camera.since().plus(PATIENCE).isAfter(now)
                    ? Finding.note(about(camera.id()), "Is connecting" + since, "Ask again in a few seconds")
                    : missing(camera, "Is connecting in vain" + since + reason);
            case STALLED -> missing(camera, "Is connected, but sends nothing" + since + reason);
            case BACKOFF -> missing(camera, "Is lost" + since + reason);
        };
    }

    private static Finding missing(CameraStatus camera, String found) {
        String uri = camera.facts().getOrDefault("uri", "");
        return Finding.problem(
                about(camera.id()),
                found,
                "See that it is on, in the network, and that address and password are right"
                        + (uri.isEmpty() ? "" : ": " + uri));
    }

    /** A camera of which everything is decoded, though a setting of its own would spare that. */
    private static void gate(CameraStatus camera, List<Finding> found) {
        String advice = camera.facts().getOrDefault("advice", "");
        if (camera.facts().getOrDefault("level", "").equals("F") && !advice.isEmpty()) {
            found.add(Finding.note(
                    about(camera.id()),
                    "Everything is decoded even while nothing happens: "
                            + camera.facts().get("level_reason"),
                    "To make it cheap, " + advice));
        }
    }
}
