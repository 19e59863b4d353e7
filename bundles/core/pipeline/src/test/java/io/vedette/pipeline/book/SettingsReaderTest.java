package io.vedette.pipeline.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.Polygon;
import io.vedette.core.spi.store.Secrets;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.gate.GateSettings;
import io.vedette.pipeline.gate.LevelWish;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final String ADDRESSES =
            "an rtsp, rtsps, http or https address, an absolute file path, v4l2:/dev/videoN or demo:";
    private static final String LENGTHS = "a length from 0 s to ";

    private static CameraSettings read(String... keysAndValues) throws SettingsReader.BadValue {
        Map<String, String> values = new HashMap<>(Map.of("uri", "demo:"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return reader("door", values).read();
    }

    private static SettingsReader reader(String id, Map<String, String> values) {
        return new SettingsReader(id, values, new Secrets(Path.of("nowhere"), Map.of("PASSWORD", "hunter2")::get));
    }

    @Test
    void givesEveryKeyItsDefault() throws SettingsReader.BadValue {
        CameraSettings settings = read();
        assertThat(settings).isEqualTo(CameraSettings.of("door", "demo:"));
        assertThat(settings.enabled()).isTrue();
        assertThat(settings.source()).isEqualTo(CameraSettings.Source.of("demo:"));
        assertThat(settings.detection().detector()).isEqualTo("auto");
        assertThat(settings.detection().labels())
                .containsExactlyInAnyOrder(
                        "person", "bicycle", "car", "motorcycle", "bus", "truck", "bird", "cat", "dog");
        assertThat(settings.detection().fps()).isEqualTo(5);
        assertThat(settings.detection().minScore()).isEqualTo(0.5);
        assertThat(settings.motion().sensitivity()).isEqualTo(0.5);
        assertThat(settings.motion().masks()).isEmpty();
        assertThat(settings.gate())
                .isEqualTo(new GateSettings(LevelWish.AUTO, Duration.ofSeconds(2), Duration.ofSeconds(2), 0.05));
        assertThat(settings.events())
                .isEqualTo(new CameraSettings.Timing(Duration.ofSeconds(2), Duration.ofSeconds(10)));
    }

    @Test
    void takesABlankValueForTheDefault() throws SettingsReader.BadValue {
        for (String key : SettingsReader.KEYS) {
            if (!key.equals("uri")) {
                assertThat(read(key, "  ")).as(key).isEqualTo(read());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://u:p@10.0.0.7:554/stream1",
                "rtsps://door/1",
                "http://door/mjpeg",
                "HTTPS://door/live.m3u8",
                "file:///clips/a.mp4",
                "/clips/a b.mp4",
                "v4l2:/dev/video0",
                "v4l2:/dev/video12",
                "demo:",
                "demo:people=3"
            })
    void takesAddresses(String uri) throws SettingsReader.BadValue {
        assertThat(read("uri", " " + uri + " ").source().uri()).isEqualTo(uri);
    }

    @Test
    void keepsTheGateOpenWhereEachPictureIsLookedAt() throws SettingsReader.BadValue {
        assertThat(read("detect.when", "motion").detection().always()).isFalse();
        CameraSettings always = read("detect.when", "always");
        assertThat(always.detection().always()).isTrue();
        assertThat(always.gate().wish()).isEqualTo(LevelWish.NEVER);
        assertThat(always).isEqualTo(read().withAlways());
        complains("detect.when", "night", "detect.when = night is not motion or always");
        assertThatThrownBy(() -> read("detect.when", "always", "gate.level", "k"))
                .hasMessage("gate.level = k is not auto or never, as detect.when = always needs it");
    }

    @Test
    void analysesTheSubStreamWhereThereIsOne() throws SettingsReader.BadValue {
        CameraSettings.Source two =
                read("uri", "rtsp://door/1", "detect.uri", "rtsp://door/2").source();
        assertThat(two.uri()).isEqualTo("rtsp://door/1");
        assertThat(two.detectUri()).isEqualTo("rtsp://door/2");
        assertThat(two.subStream()).isTrue();
        CameraSettings.Source one = read("uri", "rtsp://door/1").source();
        assertThat(one.detectUri()).isEqualTo("rtsp://door/1");
        assertThat(one.subStream()).isFalse();
    }

    @Test
    void takesTheWholeRangeOfEveryValue() throws SettingsReader.BadValue {
        assertThat(read("transport", "udp").source().transport()).isEqualTo("udp");
        assertThat(read("enabled", "false").enabled()).isFalse();
        assertThat(read("detector", "onnx").detection().detector()).isEqualTo("onnx");
        assertThat(read("detector", "(device=gpu)").detection().detector()).isEqualTo("(device=gpu)");
        assertThat(read("labels", " Person, fox ,,").detection().labels()).containsExactlyInAnyOrder("person", "fox");
        assertThat(read("labels", "*").detection().labels()).containsExactly("*");
        assertThat(read("detect.fps", "0.2").detection().fps()).isEqualTo(0.2);
        assertThat(read("detect.fps", "30").detection().fps()).isEqualTo(30);
        assertThat(read("object.min-score", "0").detection().minScore()).isZero();
        assertThat(read("object.min-score", "1").detection().minScore()).isEqualTo(1);
        assertThat(read("motion.sensitivity", "0").motion().sensitivity()).isZero();
        assertThat(read("motion.sensitivity", "1.0").motion().sensitivity()).isEqualTo(1);
        assertThat(read("alert.delay", "0").gate().alertDelay()).isZero();
        assertThat(read("alert.delay", "30 s").gate().alertDelay()).hasSeconds(30);
        assertThat(read("gate.level", "K+P").gate().wish()).isEqualTo(LevelWish.PACKETS);
        assertThat(read("gate.hold", "500 ms").gate().hold()).hasMillis(500);
        assertThat(read("motion.smallest", "0.002").motion().smallest()).isEqualTo(0.002);
        assertThat(read("gate.probes", "0").gate().probes()).isZero();
        assertThat(read("event.absence", "1500ms").events().absence()).hasMillis(1500);
        assertThat(read("event.cooldown", "2 min").events().cooldown()).hasMinutes(2);
        assertThat(read("preroll", "0.5").source().preroll()).hasMillis(500);
        assertThat(read("preroll", "1 min").source().preroll()).hasSeconds(60);
    }

    @Test
    void readsMasks() throws SettingsReader.BadValue {
        List<Polygon> masks = read("motion.masks", "0,0;1,0;1,0.1  0.5,0.5;1,1;0.5,1;0,.5")
                .motion()
                .masks();
        assertThat(masks).hasSize(2);
        assertThat(masks.get(0).points())
                .containsExactly(new Polygon.Point(0, 0), new Polygon.Point(1, 0), new Polygon.Point(1, 0.1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    transport          | TCP             | tcp or udp
                    transport          | quic            | tcp or udp
                    enabled            | yes             | true or false
                    enabled            | TRUE            | true or false
                    detector           | (device=gpu     | auto, a name or an OSGi filter such as (device=gpu)
                    detect.fps         | 0.1             | a number from 0.2 to 30
                    detect.fps         | 30.01           | a number from 0.2 to 30
                    detect.fps         | five            | a number from 0.2 to 30
                    detect.fps         | NaN             | a number from 0.2 to 30
                    detect.fps         | 5d              | a number from 0.2 to 30
                    detect.fps         | 0x1p3           | a number from 0.2 to 30
                    object.min-score   | 1.1             | a number from 0 to 1
                    object.min-score   | -0.1            | a number from 0 to 1
                    gate.level         | kp              | auto, k, k+p, f, f- or never
                    gate.hold          | 0.4 s           | a length from 0.5 s to 60 s
                    gate.probes        | 1.1             | a number from 0 to 1
                    motion.smallest    | 1.5             | a number from 0 to 1
                    motion.sensitivity | 2               | a number from 0 to 1
                    motion.sensitivity | 0,5             | a number from 0 to 1
                    """)
    void tellsKeyValueAndRange(String key, String value, String range) {
        complains(key, value, key + " = " + value + " is not " + range);
    }

    @ParameterizedTest
    @CsvSource({
        "preroll, 61 s, 60",
        "preroll, -1 s, 60",
        "alert.delay, 31, 30",
        "alert.delay, 2 h, 30",
        "alert.delay, soon, 30",
        "gate.hold, 61, 60",
        "event.absence, 601, 600",
        "event.cooldown, 86401, 86400",
        "event.cooldown, 99999999999999999999999999 min, 86400"
    })
    void tellsTheRangeOfALength(String key, String value, long most) {
        complains(key, value, key + " = " + value + " is not " + LENGTHS + most + " s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0,0;1,1", "0,0;1,0;1,2", "0,0;1,0;NaN,1", "0,0;1,0;1", "a,b;c,d;e,f", "0,0;;1,0;1,1", "0 0"})
    void refusesMasksThatAreNoPolygons(String masks) {
        complains(
                "motion.masks",
                masks,
                "motion.masks = " + masks
                        + " is not polygons x,y;x,y;x,y of at least 3 points, fractions 0 to 1, separated by blanks");
    }

    @ParameterizedTest
    @CsvSource({
        "rtps://admin:hunter2@door/1, rtps://door/1",
        "admin:hunter2@door, (not shown)",
        "clip.mp4, (not shown)",
        "v4l2:/dev/sda, (not shown)",
        "ftp://admin:hun@ter2@door/1?pwd=x, ftp://door/1?pwd=…"
    })
    void refusesOtherAddressesWithoutTellingPasswords(String uri, String shown) {
        complains("uri", uri, "uri = " + shown + " is not " + ADDRESSES);
        complains("detect.uri", uri, "detect.uri = " + shown + " is not " + ADDRESSES);
    }

    @Test
    void checksTheMainAddressBesideASubStream() {
        assertThatThrownBy(() -> read("uri", "nonsense", "detect.uri", "rtsp://door/2"))
                .isInstanceOf(SettingsReader.BadValue.class)
                .hasMessageStartingWith("uri = ");
    }

    @Test
    void wantsAnAddress() {
        assertThatThrownBy(() -> read("uri", "")).hasMessageStartingWith("uri is missing");
        assertThatThrownBy(() -> reader("door", Map.of("detect.uri", "demo:")).read())
                .hasMessageStartingWith("uri is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Door", "front door", "../door", "a/b", "dör", "a_b", "a.b"})
    void refusesOtherIds(String id) {
        assertThatThrownBy(() -> reader(id, Map.of("uri", "demo:")).read())
                .isInstanceOf(SettingsReader.BadValue.class)
                .hasMessage("the camera's name '" + id + "' is not 1 to 40 of a-z, 0-9 and -");
    }

    @Test
    void takesIdsOfUpTo40Characters() throws SettingsReader.BadValue {
        String longest = "a-1".repeat(13) + "z";
        assertThat(reader(longest, Map.of("uri", "demo:")).read().id()).hasSize(40);
        assertThatThrownBy(() -> reader(longest + "z", Map.of("uri", "demo:")).read())
                .isInstanceOf(SettingsReader.BadValue.class);
    }

    @Test
    void fillsPlaceholdersInButNeverTellsThem() throws SettingsReader.BadValue {
        assertThat(read("uri", "rtsp://u:$[env:PASSWORD]@door/1").source().uri())
                .isEqualTo("rtsp://u:hunter2@door/1");
        for (String key : SettingsReader.KEYS) {
            if (!key.equals("labels") && !key.equals("detector")) {
                complains(key, "$[env:PASSWORD]", "");
            }
        }
        complains("uri", "$[env:NOBODY]", "uri: the environment has no variable NOBODY");
    }

    @Test
    void complainsInOneShortLine() {
        complains("transport", "tcp\r\nERROR all is lost", "transport = tcp??ERROR all is lost is not tcp or udp");
        assertThatThrownBy(() -> read("transport", "x".repeat(10_000)))
                .extracting(Throwable::getMessage)
                .asString()
                .hasSizeLessThan(300);
    }

    private static void complains(String key, String value, String message) {
        assertThatThrownBy(() -> read(key, value))
                .as("%s = %s", key, value)
                .isInstanceOf(SettingsReader.BadValue.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter2");
    }
}
