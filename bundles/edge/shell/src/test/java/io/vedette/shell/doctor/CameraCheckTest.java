package io.vedette.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.CameraStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-11-21T09:00:00.123456789Z");

    private static CameraStatus camera(State state, Instant since, String reason, Map<String, String> facts) {
        return new CameraStatus("door", state, since, reason, facts, Map.of());
    }

    private static List<Finding> look(CameraStatus camera) {
        return CameraCheck.look(List.of(camera), Map.of(), NOW);
    }

    @Test
    void tellsThatThereIsNone() {
        assertThat(CameraCheck.look(List.of(), Map.of(), NOW)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
            assertThat(finding.advice()).contains("vedette:camera-add");
        });
    }

    @Test
    void tellsThatOnlyTheDemoIsThere() {
        assertThat(look(camera(State.ONLINE, SINCE, "", Map.of("uri", "demo:", "fps", "15.0"))))
                .first()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
    }

    @Test
    void isContentWithACameraThatIsOnline() {
        assertThat(look(camera(State.ONLINE, SINCE, "", Map.of("fps", "25.0", "gop_s", "1.0"))))
                .containsExactly(Finding.ok("camera door", "Is online, 25.0 pictures a second"));
    }

    @Test
    void isNotContentWhileTheRecordedStreamIsLost() {
        Finding found = look(camera(State.ONLINE, SINCE, "its recorded stream is lost: refused", Map.of()))
                .get(0);
        assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(found.found()).isEqualTo("Is online, but its recorded stream is lost: refused");
    }

    @Test
    void tellsWhyACameraIsMissing() {
        Finding found = look(camera(State.BACKOFF, SINCE, "Connection refused", Map.of("uri", "rtsp://door/1")))
                .get(0);
        assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(found.found()).isEqualTo("Is lost since 2026-11-21T09:00:00Z: Connection refused");
        assertThat(found.advice()).endsWith("rtsp://door/1");
    }

    @ParameterizedTest
    @CsvSource({
        "STALLED, 3600, PROBLEM",
        "CONNECTING, 3600, PROBLEM",
        "CONNECTING, 5, NOTE",
        "DISABLED, 3600, NOTE",
        "ONLINE, 1, OK"
    })
    void judgesByStateAndTime(State state, long seconds, Severity severity) {
        assertThat(look(camera(state, NOW.minusSeconds(seconds), "", Map.of("fps", "5.0")))
                        .get(0)
                        .severity())
                .isEqualTo(severity);
    }

    @Test
    void advisesWhereEverythingIsDecodedForWantOfKeyFrames() {
        String advice = "set the camera's key frame interval to 1 s";
        assertThat(look(camera(State.ONLINE, SINCE, "", Map.of("fps", "25.0", "level", "K+P", "advice", advice))))
                .hasSize(1);
        List<Finding> found = look(camera(
                State.ONLINE,
                SINCE,
                "",
                Map.of("fps", "25.0", "level", "F", "level_reason", "a key frame every 10.0 s", "advice", advice)));
        assertThat(found).hasSize(2);
        assertThat(found.get(1).severity()).isEqualTo(Severity.NOTE);
        assertThat(found.get(1).found()).endsWith("a key frame every 10.0 s");
        assertThat(found.get(1).advice()).contains("1 s");
    }

    @Test
    void tellsAFileThatIsRefused() {
        String complaint = "detect.fps = 500 is not a number from 0.2 to 30";
        assertThat(CameraCheck.look(List.of(), Map.of("hall", complaint), NOW)).anySatisfy(finding -> {
            assertThat(finding.about()).isEqualTo("camera hall");
            assertThat(finding.found()).contains(complaint);
            assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
        });
    }
}
